/// How pictures are compared; the room that draws them fills this in.
public struct PictureComparer: Sendable {
  /// The root mean square difference of two PNG files over all samples, 0 to 255; `nil` where one cannot be read
  /// or their sizes differ.
  public var distance: @Sendable (_ expected: [UInt8], _ got: [UInt8]) -> Double?
  /// A PNG file that shows where two pictures differ.
  public var difference: @Sendable (_ expected: [UInt8], _ got: [UInt8]) -> [UInt8]?

  public init(
    distance: @escaping @Sendable ([UInt8], [UInt8]) -> Double?,
    difference: @escaping @Sendable ([UInt8], [UInt8]) -> [UInt8]?
  ) {
    self.distance = distance
    self.difference = difference
  }

  /// Knows only whether two files are the same bytes.
  public static let bytesOnly = PictureComparer(
    distance: { $0 == $1 ? 0 : nil }, difference: { _, _ in nil })
}
