/// Pictures as text that a terminal turns back into pictures. Pure functions; which of them a terminal understands is for the
/// shell to find out.
public enum TerminalImage {
  /// Kitty's graphics protocol: a PNG file in pieces of at most 4,096 base-64 characters.
  ///
  /// - Parameter columns: the width on the screen in character cells; nil leaves it to the picture.
  public static func kitty(png: [UInt8], columns: Int? = nil) -> String {
    let data = Base64.encode(png)
    var result = ""
    var index = 0
    repeat {
      let end = min(index + 4096, data.count)
      let more = end < data.count ? 1 : 0
      if index == 0 {
        let width = columns.map { ",c=\(max(1, $0))" } ?? ""
        result += "\u{1B}_Ga=T,f=100,q=2\(width),m=\(more);"
      } else {
        result += "\u{1B}_Gm=\(more);"
      }
      result += String(decoding: data[index..<end], as: UTF8.self) + "\u{1B}\\"
      index = end
    } while index < data.count
    return result
  }

  /// iTerm2's inline images, which WezTerm and others understand too.
  public static func iterm(png: [UInt8], columns: Int? = nil) -> String {
    let width = columns.map { ";width=\(max(1, $0))" } ?? ""
    let data = String(decoding: Base64.encode(png), as: UTF8.self)
    return "\u{1B}]1337;File=inline=1;size=\(png.count)\(width);preserveAspectRatio=1:\(data)\u{07}"
  }

  /// The size in pixels of a picture shrunk to at most `columns` cells of `cell` pixels; never enlarged.
  static func shrunk(_ image: ImageData, columns: Int, cell: Int) -> (width: Int, height: Int) {
    guard image.width > 0, image.height > 0 else { return (0, 0) }
    let limit = min(max(columns, 1), 100_000) * max(cell, 1)
    let width = min(image.width, limit)
    let height = max(1, Elementary.whole(Double(image.height) * Double(width) / Double(image.width)))
    return (width, height)
  }

  /// A picture over white at another size, red, green, blue: smaller by averaging over areas, larger by repeating.
  static func scaled(_ image: ImageData, width: Int, height: Int) -> [UInt8] {
    let source = image.rgba8()
    guard width > 0, height > 0, image.width > 0, image.height > 0 else { return [] }
    return [UInt8](unsafeUninitializedCapacity: width * height * 3) { out, count in
      source.withUnsafeBufferPointer { source in
        for row in 0..<height {
          let top = row * image.height / height
          let bottom = max(top + 1, (row + 1) * image.height / height)
          for column in 0..<width {
            let left = column * image.width / width
            let right = max(left + 1, (column + 1) * image.width / width)
            var sums = (0, 0, 0)
            for y in top..<bottom {
              for x in left..<right {
                let from = (y * image.width + x) * 4
                let alpha = Int(source[from + 3])
                let paper = 255 * (255 - alpha)
                sums.0 += (Int(source[from]) * alpha + paper) / 255
                sums.1 += (Int(source[from + 1]) * alpha + paper) / 255
                sums.2 += (Int(source[from + 2]) * alpha + paper) / 255
              }
            }
            let area = (bottom - top) * (right - left)
            let to = (row * width + column) * 3
            out[to] = UInt8((sums.0 + area / 2) / area)
            out[to + 1] = UInt8((sums.1 + area / 2) / area)
            out[to + 2] = UInt8((sums.2 + area / 2) / area)
          }
        }
      }
      count = width * height * 3
    }
  }
}
