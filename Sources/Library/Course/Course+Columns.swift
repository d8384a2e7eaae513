import Arrays
import Language
import Layers

/// `cs231n.im2col`: patches of images as columns.
extension Course {
  static func columnFunctions() -> [Entry] {
    var list = CourseList()
    let example = """
      import numpy as np
      from cs231n.im2col import im2col_indices
      print(im2col_indices(np.arange(9.0).reshape(1, 1, 3, 3), 2, 2, padding=0, stride=1))
      #> [[0. 1. 3. 4.]
      #>  [1. 2. 4. 5.]
      #>  [3. 4. 6. 7.]
      #>  [4. 5. 7. 8.]]
      """
    for name in ["im2col_indices", "im2col"] {
      list.add(
        name, "(x, field_height, field_width, padding=1, stride=1)",
        """
        All patches of images x (N, C, H, W) as columns of a matrix (C·field_height·field_width, H'·W'·N).

        H' = (H + 2 * padding - field_height) // stride + 1, W' likewise; images follow each other fastest.
        Source: CS231n assignment 2, im2col.py.
        """,
        name == "im2col_indices"
          ? example
          : """
          import numpy as np
          from cs231n.im2col import \(name)
          print(\(name)(np.ones((1, 1, 3, 3)), 3, 3, padding=0, stride=1).shape)
          #> (9, 1)
          """
      ) { a in
        .array(try Columns.of(a.array(0), window(a, from: 1)))
      }
    }
    for name in ["col2im_indices", "col2im"] {
      list.add(
        name, "(cols, x_shape, field_height=3, field_width=3, padding=1, stride=1)",
        """
        The sum of columns at the places of their patches, as images of shape x_shape (N, C, H, W): im2col transposed.

        cols has shape (C·field_height·field_width, H'·W'·N) as im2col gives it. Source: CS231n assignment 2, im2col.py.
        """,
        name == "col2im_indices"
          ? """
          import numpy as np
          from cs231n.im2col import col2im_indices
          print(col2im_indices(np.ones((4, 4)), (1, 1, 3, 3), 2, 2, padding=0, stride=1))
          #> [[[[1. 2. 1.]
          #>    [2. 4. 2.]
          #>    [1. 2. 1.]]]]
          """
          : """
          import numpy as np
          from cs231n.im2col import \(name)
          print(\(name)(np.ones((9, 1)), (1, 1, 3, 3), 3, 3, padding=0, stride=1).sum())
          #> 9.0
          """
      ) { a in
        let shape = try Shape(checking: a.items(1).map { try a.vm.int($0) })
        return .array(try Columns.toImages(a.array(0), shape: shape, window(a, from: 2)))
      }
    }
    return list.entries
  }

  /// What the courses compile with Cython; sizes of images come one by one.
  static func cythonColumnFunctions() -> [Entry] {
    var list = CourseList()
    list.add(
      "im2col_cython", "(x, field_height, field_width, padding, stride)",
      """
      All patches of images x (N, C, H, W) as columns of a matrix (C·field_height·field_width, H'·W'·N).

      H' = (H + 2 * padding - field_height) // stride + 1, W' likewise: im2col_indices. Source: CS231n assignment 2,
      im2col_cython.pyx.
      """,
      """
      import numpy as np
      from cs231n.im2col_cython import im2col_cython
      print(im2col_cython(np.ones((1, 1, 3, 3)), 3, 3, 0, 1).shape)
      #> (9, 1)
      """
    ) { a in .array(try Columns.of(a.array(0), window(a, from: 1))) }
    for (name, order, shape) in [
      (
        "col2im_cython", Columns.Order.imagesLast,
        "(C·field_height·field_width, H'·W'·N), places before images"
      ),
      ("col2im_6d_cython", .imagesFirst, "(C, field_height, field_width, N, H', W')"),
    ] {
      list.add(
        name, "(cols, N, C, H, W, field_height, field_width, padding, stride)",
        """
        The sum of columns at the places of their patches, as images (N, C, H, W): im2col transposed.

        cols has shape \(shape), with H' = (H + 2 * padding - field_height) // stride + 1, W' likewise.
        Source: CS231n assignment 2, im2col_cython.pyx.
        """,
        """
        import numpy as np
        from cs231n.im2col_cython import \(name)
        print(\(name)(np.ones(\(order == .imagesLast ? "(4, 4)" : "(1, 2, 2, 1, 2, 2)")), 1, 1, 3, 3, 2, 2, 0, 1))
        #> [[[[1. 2. 1.]
        #>    [2. 4. 2.]
        #>    [1. 2. 1.]]]]
        """
      ) { a in
        let shape = try Shape(checking: (1...4).map { try a.int($0) })
        return .array(try Columns.toImages(a.array(0), shape: shape, window(a, from: 5), order: order))
      }
    }
    return list.entries
  }

  private static func window(_ a: Arguments, from index: Int) throws -> Columns.Window {
    Columns.Window(
      height: try a.int(index), width: try a.int(index + 1), pad: try a.int(index + 2),
      stride: try a.int(index + 3))
  }
}
