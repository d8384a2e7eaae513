import Arrays
import Language

/// `cs231n.gradient_check`: gradients by finite differences.
extension Course {
  static func gradientChecks() -> [Entry] {
    var list = CourseList()
    let array = "eval_numerical_gradient_array"
    list.add(
      array, "(f, x, df, h=1e-05)",
      """
      The gradient in x of the sum of f(x) * df, by centred differences: x is changed in place, element by element.
      """,
      """
      import numpy as np
      from cs231n.gradient_check import eval_numerical_gradient_array
      x = np.array([1.0, 2.0])
      grad = eval_numerical_gradient_array(lambda x: x * x, x, np.ones(2))
      print('%.4f %.4f' % (grad[0], grad[1]))
      #> 2.0000 4.0000
      """
    ) { a in
      let (vm, f, h) = (a.vm, a[0], try a.double(3))
      let df = a[2]
      return .array(
        try differences(variable(a[1], "x", vm), h, vm) { x in
          let value = try vm.call(f, [.array(x)])
          if case .array(let array) = value { return .array(try array.copy()) }
          return value
        } combine: { high, low in
          let product = try vm.binary(.multiply, vm.binary(.subtract, high, low), df)
          guard let operand = product.operand else {
            throw PyError.typeError("f must return an array, not \(vm.typeName(high))")
          }
          let sum = try operand.asArray().reduce(.sum)
          return sum.operand
        })
    }
    list.add(
      "eval_numerical_gradient", "(f, x, verbose=True, h=1e-05)",
      """
      The gradient of the number f(x) in x, by centred differences: x is changed in place, element by element.

      With verbose, prints each place and its gradient.
      """,
      """
      import numpy as np
      from cs231n.gradient_check import eval_numerical_gradient
      x = np.array([1.0, 2.0])
      grad = eval_numerical_gradient(lambda x: np.sum(x * x), x, verbose=False)
      print('%.4f %.4f' % (grad[0], grad[1]))
      #> 2.0000 4.0000
      """
    ) { a in
      let (vm, f, h) = (a.vm, a[0], try a.double(3))
      let x = try variable(a[1], "x", vm)
      _ = try vm.call(f, [.array(x)])
      let verbose = try a.bool(2)
      return .array(
        try differences(x, h, vm) { x in
          try vm.call(f, [.array(x)])
        } combine: { high, low in
          guard let difference = try vm.binary(.subtract, high, low).operand else {
            throw PyError.typeError("f must return a number, not \(vm.typeName(high))")
          }
          return difference
        } report: { place, value in
          if verbose {
            let index = Value.tuple(place.map { .int($0) })
            vm.output("\(try vm.str(index)) \(try vm.str(Value(value)))\n")
          }
        })
    }
    sparseCheck(&list)
    blobCheck(&list)
    list.add(
      "rel_error", "(x, y)", "The largest relative error: max |x - y| / max(1e-8, |x| + |y|).",
      """
      from cs231n.gradient_check import rel_error
      print(rel_error(1.0, 3.0))
      #> 0.5
      """
    ) { a in
      let (x, y) = (try a.array(0), try a.array(1))
      func absolute(_ value: ArrayResult) throws -> Operand {
        try NDArray.unary(.absolute, value.operand).operand
      }
      let distance = try absolute(NDArray.binary(.subtract, .array(x), .array(y)))
      let sum = try NDArray.binary(.add, absolute(.array(x)), absolute(.array(y)))
      let size = try NDArray.binary(.maximum, .pyFloat(1e-8), sum.operand)
      return Value(try NDArray.binary(.divide, distance, size.operand).asArray().reduce(.max))
    }
    return list.entries
  }

  /// An array whose elements are changed in place. Errors: TypeError for anything else.
  private static func variable(_ value: Value, _ name: String, _ vm: Interpreter) throws -> NDArray {
    guard case .array(let array) = value else {
      throw ArrayError(.type, "\(name) must be an array, not \(vm.typeName(value))")
    }
    return array
  }

  private static func fits(_ gradient: NDArray, _ x: NDArray) throws {
    guard gradient.shape == x.shape else {
      throw ArrayError(
        .value,
        "analytic_grad must have the shape of x, \(x.shape.tupleDescription), but its shape is "
          + gradient.shape.tupleDescription)
    }
  }

  /// (f(x + h) − f(x − h)) / 2h for each element of x, which is put back afterwards whatever happens.
  private static func differences(
    _ x: NDArray, _ h: Double, _ vm: Interpreter, evaluate: (NDArray) throws -> Value,
    combine: (Value, Value) throws -> Operand, report: ([Int], Scalar) throws -> Void = { _, _ in }
  ) throws -> NDArray {
    guard x.isWriteable else { throw PyError.valueError("output array is read-only") }
    let gradient = try NDArray(zeros: x.shape, x.dtype)
    var place = [Int](repeating: 0, count: x.ndim)
    for position in 0..<x.count {
      var offset = 0
      for axis in 0..<x.ndim { offset += place[axis] * x.strides[axis] }
      let address = x.data + offset
      let old = Scalar(loading: address, x.dtype)
      func moved(_ operation: Arrays.BinaryOperation) throws -> Scalar {
        guard case .scalar(let value) = try NDArray.binary(operation, .scalar(old), .pyFloat(h)) else {
          return old
        }
        return value.cast(to: x.dtype)
      }
      let high: Value
      let low: Value
      do {
        defer { old.store(to: address) }
        try moved(.add).store(to: address)
        high = try evaluate(x)
        try moved(.subtract).store(to: address)
        low = try evaluate(x)
      }
      let quotient = try NDArray.binary(.divide, combine(high, low), .pyFloat(2 * h))
      guard case .scalar(let value) = quotient else {
        throw PyError.valueError("setting an array element with a sequence.")
      }
      value.cast(to: gradient.dtype).store(to: gradient.data + position * gradient.itemSize)
      try report(place, value.cast(to: gradient.dtype))
      try vm.checkInterrupt()
      advance(&place, x.shape)
    }
    return gradient
  }

  /// The next index in C order.
  private static func advance(_ place: inout [Int], _ shape: Shape) {
    var axis = shape.count - 1
    while axis >= 0 {
      place[axis] += 1
      if place[axis] < shape[axis] { return }
      place[axis] = 0
      axis -= 1
    }
  }

  /// Blobs are objects with arrays `vals` and `diffs`, which layers of another style read and write.
  private static func blobCheck(_ list: inout CourseList) {
    list.add(
      "eval_numerical_gradient_blobs", "(f, inputs, output, h=1e-05)",
      """
      Gradients of a layer that writes its result into a blob, an object with arrays vals and diffs.

      f(*inputs, output) reads the vals of the inputs and fills output.vals. Returns a list with, for each input, the
      gradient of sum(output.vals * output.diffs) in its vals, by centred differences: (f(x + h) - f(x - h)) / 2h.
      Source: CS231n, gradient_check.py.
      """,
      """
      import numpy as np
      from cs231n.gradient_check import eval_numerical_gradient_blobs
      class Blob:
          def __init__(self, vals):
              self.vals, self.diffs = vals, np.ones_like(vals)
      def square(x, out):
          out.vals = x.vals ** 2
      x, out = Blob(np.array([1.0, 2.0])), Blob(np.zeros(2))
      print(np.round(eval_numerical_gradient_blobs(square, (x,), out)[0], 4))
      #> [2. 4.]
      """
    ) { a in
      let (vm, f, output, h) = (a.vm, a[0], a[2], try a.double(3))
      let inputs = try a.items(1)
      let (vals, diffs) = (StringObject.interned("vals"), StringObject.interned("diffs"))
      return .list(
        ListObject(
          try inputs.map { input in
            let gradient = try differences(
              variable(vm.getAttribute(input, vals), "the vals of an input", vm), h, vm
            ) { _ in
              _ = try vm.call(f, inputs + [output])
              return .array(try vm.asArray(vm.getAttribute(output, vals)).copy())
            } combine: { high, low in
              let change = try vm.binary(.subtract, high, low)
              let product = try vm.binary(.multiply, change, vm.getAttribute(output, diffs))
              return try vm.asArray(product).reduce(.sum).operand
            }
            return .array(gradient)
          }))
    }
  }

  private static func sparseCheck(_ list: inout CourseList) {
    list.add(
      "grad_check_sparse", "(f, x, analytic_grad, num_checks=10, h=1e-05)",
      "Compares the analytic gradient with centred differences at random places, drawn by Python's random module.",
      """
      import numpy as np
      from cs231n.gradient_check import grad_check_sparse
      grad_check_sparse(lambda x: 2 * x[0], np.array([1.0]), np.array([2.0]), num_checks=1, h=0.5)
      #> numerical: 2.000000 analytic: 2.000000, relative error: 0.000000e+00
      """
    ) { a in
      let vm = a.vm
      let x = try variable(a[1], "x", vm)
      let gradient = try a.array(2)
      try Course.fits(gradient, x)
      let h = try a.double(4)
      guard x.isWriteable else { throw PyError.valueError("output array is read-only") }
      let random = try vm.importModule("random", level: 0, innermost: true)
      guard let draw = try random.find(StringObject.interned("randrange")) else { return .none }
      for _ in 0..<max(0, try a.int(3)) {
        var offset = 0
        var index = IndexList()
        for axis in 0..<x.ndim {
          let place = try vm.int(vm.call(draw, [.int(x.shape[axis])]))
          offset += place * x.strides[axis]
          index.append(int: place)
        }
        let address = x.data + offset
        let old = Scalar(loading: address, x.dtype)
        let high: Double
        let low: Double
        do {
          defer { old.store(to: address) }
          Scalar.float64(old.doubleValue + h).cast(to: x.dtype).store(to: address)
          high = try vm.double(vm.call(a[0], [.array(x)]))
          Scalar.float64(old.doubleValue - h).cast(to: x.dtype).store(to: address)
          low = try vm.double(vm.call(a[0], [.array(x)]))
        }
        let numerical = (high - low) / (2 * h)
        let analytic: Double =
          switch try gradient.index(index) {
          case .scalar(let scalar): scalar.doubleValue
          case .array(let array): try array.element(0).doubleValue
          }
        let error = abs(numerical - analytic) / (abs(numerical) + abs(analytic))
        vm.output(
          "numerical: \(try vm.format(.float(numerical), "f")) analytic: \(try vm.format(.float(analytic), "f")), "
            + "relative error: \(try vm.format(.float(error), "e"))\n")
      }
      return .none
    }
  }
}
