/// `range` and `slice`
enum RangeType {
  static func attach() {
    Types.range.doc = "Evenly spaced integers."
    Types.range.constructor = BuiltinObject(
      entry: Entry(
        "range", "(start, stop=_, step=_, /)", doc: "The integers from `start` up to but without `stop`.",
        example: "list(range(2, 10, 3))\n#> [2, 5, 8]"
      ) { arguments in
        let first = try arguments.int(0)
        if arguments[1].isUnset { return .object(try RangeObject(0, first, 1)) }
        return .object(
          try RangeObject(first, arguments.int(1), arguments[2].isUnset ? 1 : arguments.int(2)))
      }, owner: nil)
    Types.range.loadEntries = { rangeEntries }
    Types.slice.doc = "The bounds of a part of a sequence."
    Types.slice.constructor = BuiltinObject(
      entry: Entry(
        "slice", "(start, stop=_, step=None, /)", doc: "The bounds of a part of a sequence.",
        example: "[1, 2, 3][slice(1, None)]\n#> [2, 3]"
      ) { arguments in
        if arguments[1].isUnset { return .object(SliceObject(.none, arguments[0], .none)) }
        return .object(SliceObject(arguments[0], arguments[1], arguments[2]))
      }, owner: nil)
    Types.slice.loadEntries = { sliceEntries }
  }

  nonisolated(unsafe) private static let rangeEntries: [Entry] = [
    Method.object(
      "index", "(self, value, /)", of: Types.range, as: RangeObject.self, doc: "The position of a value.",
      example: "range(0, 10, 5).index(5)\n#> 1"
    ) { range, arguments in
      guard try arguments.vm.contains(arguments[0], arguments[1]), let value = arguments[1].wholeNumber else {
        throw PyError.valueError(
          arguments[1].index == nil
            ? "sequence.index(x): x not in sequence"
            : "\(try arguments.vm.repr(arguments[1])) is not in range")
      }
      return .int((value &- range.start) / range.step)
    },
    Method.object(
      "count", "(self, value, /)", of: Types.range, as: RangeObject.self, doc: "How often a value occurs.",
      example: "range(3).count(1)\n#> 1"
    ) { _, arguments in .int(try arguments.vm.contains(arguments[0], arguments[1]) ? 1 : 0) },
  ]

  nonisolated(unsafe) private static let sliceEntries: [Entry] = [
    Method.object(
      "indices", "(self, length, /)", of: Types.slice, as: SliceObject.self,
      doc: "Start, stop and step for a sequence of a length.",
      example: "slice(-2, None).indices(5)\n#> (3, 5, 1)"
    ) { slice, arguments in
      let length = try arguments.int(1)
      if length < 0 { throw PyError.valueError("length should not be negative") }
      let (start, stop, step, _) = try slice.indices(length)
      return .tuple([.int(start), .int(stop), .int(step)])
    }
  ]
}

extension Value {
  /// An integer, or a float without a fraction.
  var wholeNumber: Int? { index ?? number.flatMap { Int(exactly: $0) } }
}
