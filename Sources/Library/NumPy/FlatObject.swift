import Arrays
import Language

/// `x.flat`: the elements one after another.
final class FlatObject: Object {
  let array: NDArray

  init(_ array: NDArray) {
    self.array = array
    super.init(type: FlatObject.flatType)
  }

  nonisolated(unsafe) private static let flatType: TypeObject = {
    let type = TypeObject("flatiter", bases: [Types.object], module: "numpy")
    type.loadEntries = {
      type.addGetter("base") { _, value in .array(try of(value)) }
      return EntryList { add in
        add("__len__", "(self, /)", "The number of elements.") { a in .int(try of(a[0]).count) }
        add("__iter__", "(self, /)", "An iterator over the elements.") { a in
          try .iterator(a.vm.iterator(.array(of(a[0]).flatten())))
        }
        add("__getitem__", "(self, index, /)", "Elements by their place in the flattened array.") { a in
          try a.vm.getItem(.array(of(a[0]).flatten()), a[1])
        }
        add(
          "__setitem__", "(self, index, value, /)", "Stores elements by their place in the flattened array."
        ) { a in
          let array = try of(a[0])
          let places = try NDArray.arange(.pyInt(0), .pyInt(array.count))
          let chosen = try a.vm.asArray(a.vm.getItem(.array(places), a[1]))
          try array.put(chosen, a.operand(2))
          return .none
        }
        add("copy", "(self)", "A one-dimensional copy.") { a in .array(try of(a[0]).flatten()) }
      }.entries
    }
    return type
  }()

  private static func of(_ value: Value) throws -> NDArray {
    guard case .object(let object) = value, let flat = object as? FlatObject else {
      throw PyError.typeError("descriptor requires a 'numpy.flatiter' object")
    }
    return flat.array
  }
}

/// `x.flags`
final class FlagsObject: Object {
  let array: NDArray

  init(_ array: NDArray) {
    self.array = array
    super.init(type: FlagsObject.flagsType)
  }

  private static func of(_ value: Value) throws -> NDArray {
    guard case .object(let object) = value, let flags = object as? FlagsObject else {
      throw PyError.typeError("descriptor requires a 'numpy.flagsobj' object")
    }
    return flags.array
  }

  private static func flag(_ array: NDArray, _ name: String) -> Bool? {
    switch name.lowercased() {
    case "c_contiguous", "c", "contiguous": array.isCContiguous
    case "f_contiguous", "f", "fortran": array.isFContiguous
    case "owndata", "o": array.ownsData
    case "writeable", "w": array.isWriteable
    case "aligned", "a": true
    case "writebackifcopy", "x": false
    case "fnc": array.isFContiguous && !array.isCContiguous
    case "forc": array.isFContiguous || array.isCContiguous
    default: nil
    }
  }

  nonisolated(unsafe) private static let flagsType: TypeObject = {
    let type = TypeObject("flagsobj", bases: [Types.object], module: "numpy._core.multiarray")
    type.loadEntries = {
      for name in [
        "c_contiguous", "f_contiguous", "owndata", "writeable", "aligned", "writebackifcopy", "contiguous",
        "fortran", "fnc", "forc",
      ] {
        type.addGetter(name) { _, value in .bool(flag(try of(value), name) ?? false) }
      }
      return EntryList { add in
        add("__getitem__", "(self, name, /)", "A flag by its name.") { a in
          guard let name = a[1].text, name == name.uppercased(), let found = flag(try of(a[0]), name) else {
            throw PyError.keyError(.string("Unknown flag"))
          }
          return .bool(found)
        }
        add("__setitem__", "(self, name, value, /)", "Sets WRITEABLE.") { a in
          guard a[1].text == "WRITEABLE" || a[1].text == "W" else {
            throw PyError.keyError(.string("Unknown flag"))
          }
          try of(a[0]).isWriteable = a.bool(2)
          return .none
        }
        add("__repr__", "(self, /)", "All flags.") { a in
          let array = try of(a[0])
          let names = ["C_CONTIGUOUS", "F_CONTIGUOUS", "OWNDATA", "WRITEABLE", "ALIGNED", "WRITEBACKIFCOPY"]
          return .string(names.map { "  \($0) : \(flag(array, $0) == true ? "True" : "False")\n" }.joined())
        }
      }.entries
    }
    return type
  }()
}
