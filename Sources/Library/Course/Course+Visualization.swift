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
    return list.entries
  }

  private static func grid(_ images: NDArray, bound: Double, padding: Int) throws -> NDArray {
    guard images.ndim == 4 else {
      throw PyError.valueError(
        images.ndim < 4
          ? "not enough values to unpack (expected 4, got \(images.ndim))"
          : "too many values to unpack (expected 4)")
    }
    guard (0..<1 << 20).contains(padding) else { throw PyError.valueError("padding must not be negative") }
    let (count, height, width) = (images.shape[0], images.shape[1], images.shape[2])
    var size = 0
    while size * size < count { size += 1 }
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
