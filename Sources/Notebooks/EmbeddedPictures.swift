/// Pictures that markdown names, as addresses that hold the whole picture: `data:image/png;base64,…`.
struct EmbeddedPictures {
  /// The folder of the script: pictures in it and below it may be shown.
  let folder: String
  /// The attachments of a notebook's cell, as the format has them.
  var attachments: [JSON.Member] = []

  private static let sizeLimit = 1 << 25

  /// The address of a picture, or nothing where it is none, too large, or lies elsewhere.
  func address(of name: String) -> String? {
    if name.hasPrefix("attachment:") {
      let forms = attachments[Self.unescaped(String(name.dropFirst(11)))]?.objectValue ?? []
      return forms.lazy.compactMap { $0.value.stringValue.flatMap(Base64.decode).flatMap(Self.address) }.first
    }
    let path = Self.unescaped(name)
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard !path.isEmpty, !path.utf8.contains(0), !parts[0].contains(":"), parts[0] != "",
      !parts.contains("..")
    else { return nil }
    return (try? Files.read(folder + "/" + path, limit: Self.sizeLimit)).flatMap(Self.address)
  }

  /// Only what is a picture by its first bytes is shown as one.
  private static func address(_ bytes: [UInt8]) -> String? {
    let kinds: [(kind: String, start: [UInt8])] = [
      ("png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]), ("jpeg", [0xFF, 0xD8, 0xFF]),
      ("gif", Array("GIF8".utf8)),
    ]
    guard let kind = kinds.first(where: { bytes.starts(with: $0.start) })?.kind else { return nil }
    return "data:image/\(kind);base64,\(Base64.encode(bytes))"
  }

  /// The name with `%20` and its kin read.
  private static func unescaped(_ name: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(name.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
