/// `object` and `type`
enum ObjectType {
  static func attach() {
    Types.object.doc = "The base of all classes."
    Types.object.constructor = BuiltinObject(
      entry: Entry(
        "object", "()", doc: "A plain object.", example: "marker = object()\n[1, marker].index(marker)\n#> 1"
      ) { _ in .object(InstanceObject(type: Types.object))
      },
      owner: nil)
    Types.type.doc = "The type of an object; with three arguments, a new class."
    Types.type.constructor = BuiltinObject(
      entry: Entry(
        "type", "(object, bases=_, dict=_, /)",
        doc: "The type of an object; with three arguments, a new class.",
        example: "type(1.5)\n#> <class 'float'>"
      ) { arguments in
        if arguments[1].isUnset { return .type(arguments.vm.typeOf(arguments[0])) }
        guard case .dict(let namespace) = arguments[2] else {
          throw PyError.typeError("type() takes 1 or 3 arguments")
        }
        guard case .str(let name) = arguments[0] else {
          throw PyError.typeError(
            "type.__new__() argument 1 must be str, not \(arguments.vm.typeName(arguments[0]))")
        }
        guard case .tuple(let bases) = arguments[1] else {
          throw PyError.typeError(
            "type.__new__() argument 2 must be tuple, not \(arguments.vm.typeName(arguments[1]))")
        }
        let type = try arguments.vm.makeType(name.value, bases.items, namespace)
        if namespace.find(Names.module) == nil { type.module = "__main__" }
        return .type(type)
      }, owner: nil)
  }
}
