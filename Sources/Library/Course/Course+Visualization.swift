import Arrays
import Language

/// `cs231n.vis_utils`: many images as one.
extension Course {
  static func visualizations() -> [Entry] {
    var list = CourseList()
    list.add(
      "visualize_grid", "(Xs, ubound=255.0, padding=1)",
      """
      Images Xs (N, H, W, C) side by side in a square grid, each stretched to 0 ... ubound, with black lines between.
      """,
      """
      import numpy as np
      from cs231n.vis_utils import visualize_grid
      print(visualize_grid(np.ones((5, 4, 4, 3))).shape)
      #> (14, 14, 3)
      """
    ) { a in
      .array(try grid(a.array(0), bound: a.double(1), padding: a.int(2)))
    }
    list.add(
      "vis_grid", "(Xs)",
      "Images Xs (N, H, W, C) side by side in a square grid, all stretched together to 0 ... 1, with dark lines between.",
      """
      import numpy as np
      from cs231n.vis_utils import vis_grid
      print(vis_grid(np.random.rand(5, 4, 4, 3)).shape)
      #> (15, 15, 3)
      """
    ) { a in
      let images = try a.array(0)
      try check(images, dimensions: 4)
      let size = ceilRoot(images.shape[0])
      let low = try images.reduce(.min)
      return .array(
        try stretchedGrid(
          rows: size, columns: size, ground: low.operand,
          (0..<images.shape[0]).map { try images.index([.int($0)]).asArray() }))
    }
    list.add(
      "vis_nn", "(rows)",
      "Rows of images (H, W, C), one under another, all stretched together to 0 ... 1, with lines of ones between.",
      """
      import numpy as np
      from cs231n.vis_utils import vis_nn
      print(vis_nn(np.random.rand(2, 3, 4, 4, 3)).shape)
      #> (10, 15, 3)
      """
    ) { a in
      let rows = try a.items(0).map { try a.vm.items(of: $0).map { try a.vm.asArray($0) } }
      guard let columns = rows.first?.count, columns > 0 else {
        throw PyError.indexError("list index out of range")
      }
      guard rows.allSatisfy({ $0.count >= columns }) else {
        throw PyError.indexError("list index out of range")
      }
      return .array(
        try stretchedGrid(
          rows: rows.count, columns: columns, ground: .pyInt(1), rows.flatMap { $0.prefix(columns) }))
    }
    return list.entries
  }

  /// - Throws: ValueError in the words of an unpacked shape.
  private static func check(_ images: NDArray, dimensions: Int) throws {
    guard images.ndim != dimensions else { return }
    throw PyError.valueError(
      images.ndim < dimensions
        ? "not enough values to unpack (expected \(dimensions), got \(images.ndim))"
        : "too many values to unpack (expected \(dimensions))")
  }

  /// The smallest whole number whose square is not less.
  private static func ceilRoot(_ count: Int) -> Int {
    var size = 0
    while size * size < count { size += 1 }
    return size
  }

  /// Images (H, W, C) in rows, a line of `ground` below and right of each, the whole stretched to 0 ... 1.
  private static func stretchedGrid(rows: Int, columns: Int, ground: Operand, _ images: [NDArray]) throws
    -> NDArray
  {
    guard let first = images.first else {
      throw PyError.valueError(
        "zero-size array to reduction operation minimum which has no identity")
    }
    try check(first, dimensions: 3)
    let (height, width) = (first.shape[0], first.shape[1])
    let ones = try NDArray.ones(
      [rows * height + rows, columns * width + columns, first.shape[2]], first.dtype)
    let grid = try NDArray.binary(.multiply, .array(ones), ground).asArray().astype(first.dtype)
    for (number, image) in images.enumerated() {
      let (y, x) = (number / columns * (height + 1), number % columns * (width + 1))
      try grid.setIndex(
        [.slice(start: y, stop: y + height, step: nil), .slice(start: x, stop: x + width, step: nil)],
        to: .array(image))
    }
    let (low, high) = (try grid.reduce(.min), try grid.reduce(.max))
    let shifted = try NDArray.binary(.subtract, .array(grid), low.operand)
    let range = try NDArray.binary(.subtract, high.operand, low.operand)
    return try NDArray.binary(.divide, shifted.operand, range.operand).asArray()
  }

  private static func grid(_ images: NDArray, bound: Double, padding: Int) throws -> NDArray {
    try check(images, dimensions: 4)
    guard (0..<1 << 20).contains(padding) else { throw PyError.valueError("padding must not be negative") }
    let (count, height, width) = (images.shape[0], images.shape[1], images.shape[2])
    let size = ceilRoot(count)
    let (high, wide) = (height * size + padding * max(0, size - 1), width * size + padding * max(0, size - 1))
    let result = try NDArray(zeros: [high, wide, images.shape[3]])
    for number in 0..<count {
      let image = try images.index([.int(number)]).asArray()
      guard image.count > 0 else { continue }
      let (low, top) = (try image.reduce(.min), try image.reduce(.max))
      let range = try NDArray.binary(.subtract, top.operand, low.operand)
      let shifted = try NDArray.binary(.subtract, .array(image), low.operand)
      let scaled = try NDArray.binary(.multiply, .pyFloat(bound), shifted.operand)
      let stretched = try NDArray.binary(.divide, scaled.operand, range.operand)
      let (y, x) = (number / size * (height + padding), number % size * (width + padding))
      try result.setIndex(
        [.slice(start: y, stop: y + height, step: nil), .slice(start: x, stop: x + width, step: nil)],
        to: stretched.operand)
    }
    return result
  }
}
