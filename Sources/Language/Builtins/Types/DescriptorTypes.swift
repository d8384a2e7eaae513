/// `property`, `staticmethod`, `classmethod`, `super`
enum DescriptorTypes {
  static func attach() {
    Types.property.constructor = BuiltinObject(
      entry: Entry(
        "property", "(fget=None, fset=None, fdel=None, doc=None)", doc: "An attribute that calls functions.",
        example: "class A:\n    x = property(lambda self: 5)\nprint(A().x)\n#> 5"
      ) { arguments in
        let property = PropertyObject(getter: arguments[0], setter: arguments[1], deleter: arguments[2])
        property.doc = arguments[3]
        return .object(property)
      }, owner: nil)
    Types.staticmethod.constructor = BuiltinObject(
      entry: Entry(
        "staticmethod", "(function, /)", doc: "A method that gets no first argument.",
        example:
          "class Layer:\n    @staticmethod\n    def relu(x):\n        return max(x, 0)\nLayer.relu(-2)\n#> 0"
      ) {
        .object(WrappedMethodObject(function: $0[0], isClassMethod: false))
      }, owner: nil)
    Types.classmethod.constructor = BuiltinObject(
      entry: Entry(
        "classmethod", "(function, /)", doc: "A method whose first argument is the class.",
        example:
          "class Net:\n    @classmethod\n    def small(cls):\n        return cls()\ntype(Net.small()) is Net\n#> True"
      ) {
        .object(WrappedMethodObject(function: $0[0], isClassMethod: true))
      }, owner: nil)
    Types.super.constructor = BuiltinObject(
      entry: Entry(
        "super", "(type=_, object=_, /)", doc: "The attributes that the bases behind a class have.",
        example:
          "class Layer:\n    def __init__(self):\n        self.cache = {}\nclass Affine(Layer):\n    def __init__(self):\n        super().__init__()\nAffine().cache\n#> {}"
      ) {
        try makeSuper($0)
      }, owner: nil)
  }

  private static func makeSuper(_ arguments: Arguments) throws -> Value {
    guard !arguments[0].isUnset, !arguments[1].isUnset else {
      if arguments[0].isUnset { throw PyError.runtimeError("super(): no arguments") }
      throw PyError.unsupported("super() with a class alone is not part of nbsh")
    }
    guard case .type(let start) = arguments[0] else {
      throw PyError.typeError("super() argument 1 must be a type, not \(arguments.vm.typeName(arguments[0]))")
    }
    if case .type(let receiver) = arguments[1], receiver.isSubtype(of: start) {
      return .object(SuperObject(start: start, receiver: arguments[1], receiverType: receiver))
    }
    let type = arguments.vm.typeOf(arguments[1])
    guard type.isSubtype(of: start) else {
      throw PyError.typeError("super(type, obj): obj must be an instance or subtype of type")
    }
    return .object(SuperObject(start: start, receiver: arguments[1], receiverType: type))
  }
}
