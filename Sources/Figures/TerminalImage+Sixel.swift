extension TerminalImage {
  /// A picture as DEC's Sixel graphics, with up to 256 colours found by median cut.
  ///
  /// - Parameters:
  ///   - columns: the width on the screen in character cells; a narrower picture keeps its own.
  ///   - cellWidth: pixels a character cell.
  public static func sixel(_ image: ImageData, columns: Int, cellWidth: Int = 10) -> String {
    let (width, height) = shrunk(image, columns: columns, cell: cellWidth)
    guard width > 0 else { return "" }
    let pixels = scaled(image, width: width, height: height)
    let (palette, indices) = reduced(pixels)
    var out: [UInt8] = Array("\u{1B}Pq\"1;1;\(width);\(height)".utf8)
    for (number, color) in palette.enumerated() {
      // Sixel counts colours in hundredths.
      let (r, g, b) = (Int(color >> 16 & 255), Int(color >> 8 & 255), Int(color & 255))
      out += Array(
        "#\(number);2;\((r * 100 + 127) / 255);\((g * 100 + 127) / 255);\((b * 100 + 127) / 255)".utf8)
    }
    for top in stride(from: 0, to: height, by: 6) {
      let rows = min(6, height - top)
      var bits = [UInt8](repeating: 0, count: palette.count * width)
      var used = [Bool](repeating: false, count: palette.count)
      for row in 0..<rows {
        for column in 0..<width {
          let color = Int(indices[(top + row) * width + column])
          bits[color * width + column] |= 1 << UInt8(row)
          used[color] = true
        }
      }
      var first = true
      for number in palette.indices where used[number] {
        if !first { out.append(UInt8(ascii: "$")) }
        first = false
        out += Array("#\(number)".utf8)
        appendRuns(bits[number * width..<(number + 1) * width], to: &out)
      }
      out.append(UInt8(ascii: "-"))
    }
    out += [0x1B, UInt8(ascii: "\\")]
    return String(decoding: out, as: UTF8.self)
  }

  /// One colour's six rows, repeats counted.
  private static func appendRuns(_ line: ArraySlice<UInt8>, to out: inout [UInt8]) {
    var index = line.startIndex
    while index < line.endIndex {
      var end = index + 1
      while end < line.endIndex, line[end] == line[index] { end += 1 }
      let sign = 63 + line[index]
      let count = end - index
      if end == line.endIndex, line[index] == 0 { return }
      if count > 3 {
        out += Array("!\(count)".utf8)
        out.append(sign)
      } else {
        for _ in 0..<count { out.append(sign) }
      }
      index = end
    }
  }

  /// At most 256 colours and the colour of every pixel. Few colours are kept exactly; many are cut, at five bits a channel, where the
  /// widest box has its median (Heckbert 1982).
  private static func reduced(_ pixels: [UInt8]) -> (palette: [UInt32], indices: [UInt8]) {
    let count = pixels.count / 3
    var numbers: [UInt32: UInt8] = [:]
    var palette: [UInt32] = []
    var indices = [UInt8](repeating: 0, count: count)
    var exact = true
    for pixel in 0..<count {
      let color =
        UInt32(pixels[pixel * 3]) << 16 | UInt32(pixels[pixel * 3 + 1]) << 8 | UInt32(pixels[pixel * 3 + 2])
      if let number = numbers[color] {
        indices[pixel] = number
      } else if palette.count < 256 {
        let number = UInt8(palette.count)
        numbers[color] = number
        palette.append(color)
        indices[pixel] = number
      } else {
        exact = false
        break
      }
    }
    if exact { return (palette, indices) }

    func cell(_ pixel: Int) -> Int {
      Int(pixels[pixel * 3] >> 3) << 10 | Int(pixels[pixel * 3 + 1] >> 3) << 5
        | Int(pixels[pixel * 3 + 2] >> 3)
    }
    var histogram = [Int](repeating: 0, count: 32768)
    for pixel in 0..<count { histogram[cell(pixel)] += 1 }
    var boxes: [[Int]] = [histogram.indices.filter { histogram[$0] > 0 }]
    func spread(_ box: [Int]) -> (width: Int, shift: Int) {
      [10, 5, 0].map { shift -> (width: Int, shift: Int) in
        let values = box.map { $0 >> shift & 31 }
        return ((values.max() ?? 0) - (values.min() ?? 0), shift)
      }.reduce((width: -1, shift: 0)) { $1.width > $0.width ? $1 : $0 }
    }
    var spreads = [spread(boxes[0])]
    while boxes.count < 256 {
      guard let widest = boxes.indices.max(by: { (spreads[$0].width, $1) < (spreads[$1].width, $0) }),
        spreads[widest].width > 0
      else { break }
      let shift = spreads[widest].shift
      let sorted = boxes[widest].sorted { ($0 >> shift & 31, $0) < ($1 >> shift & 31, $1) }
      let half = sorted.reduce(0) { $0 + histogram[$1] } / 2
      var sum = 0
      var cut = 0
      while cut < sorted.count - 1, sum <= half {
        sum += histogram[sorted[cut]]
        cut += 1
      }
      cut = max(cut, 1)
      boxes[widest] = Array(sorted[..<cut])
      boxes.append(Array(sorted[cut...]))
      spreads[widest] = spread(boxes[widest])
      spreads.append(spread(boxes[boxes.count - 1]))
    }
    var numberOfCell = [UInt8](repeating: 0, count: 32768)
    for (number, box) in boxes.enumerated() { for cell in box { numberOfCell[cell] = UInt8(number) } }
    var sums = [(Int, Int, Int, Int)](repeating: (0, 0, 0, 0), count: boxes.count)
    for pixel in 0..<count {
      let number = numberOfCell[cell(pixel)]
      indices[pixel] = number
      sums[Int(number)].0 += Int(pixels[pixel * 3])
      sums[Int(number)].1 += Int(pixels[pixel * 3 + 1])
      sums[Int(number)].2 += Int(pixels[pixel * 3 + 2])
      sums[Int(number)].3 += 1
    }
    let colors = sums.map { sum -> UInt32 in
      let n = max(sum.3, 1)
      return UInt32(sum.0 / n) << 16 | UInt32(sum.1 / n) << 8 | UInt32(sum.2 / n)
    }
    return (colors, indices)
  }
}
