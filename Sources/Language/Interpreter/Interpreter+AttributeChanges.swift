import Arrays

extension Interpreter {
  public func setAttribute(
    _ object: Value, _ name: StringObject, _ value: Value, skippingHook: Bool = false
  ) throws {
    switch object {
    case .type(let type):
      guard type.isUserDefined else {
        throw PyError.typeError("cannot set '\(name.value)' attribute of immutable type '\(type.name)'")
      }
      type.setAttribute(name, value)
      return
    case .object(let plain):
      if let module = plain as? ModuleObject {
        module.namespace.set(name, value)
        return
      }
      let type = plain.type
      if type.isUserDefined, !type.writesPlainly {
        if !skippingHook, let hook = type.lookup(Names.setAttribute), case .function = hook {
          _ = try call(hook, [object, .str(name), value])
          return
        }
        if case .object(let descriptor)? = type.lookup(name) {
          if let property = descriptor as? PropertyObject {
            if property.setter.isNone {
              throw PyError.attributeError("property '\(name.value)' of '\(type.name)' object has no setter")
            }
            _ = try call(property.setter, [object, value])
            return
          }
          if descriptor.type.isUserDefined, let setter = descriptor.type.lookup(Names.set) {
            _ = try call(setter, [.object(descriptor), object, value])
            return
          }
        }
      }
      if try setSpecialAttribute(plain, name, value) { return }
      if type.isUserDefined, !type.writesPlainly, type.refuses(name) {
        if type.lookup(name) != nil {
          throw PyError.attributeError("'\(type.name)' object attribute '\(name.value)' is read-only")
        }
        throw missingAttribute(object, name)
      }
      if name === Names.classAttribute {
        throw PyError.unsupported("assigning __class__ is not part of nbsh")
      }
      guard type.isUserDefined || plain.allowsAttributes else { break }
      if let attributes = plain.attributes {
        attributes.set(name, value)
      } else {
        let attributes = DictObject()
        plain.attributes = attributes
        attributes.set(name, value)
      }
      return
    case .function(let function):
      if name === Names.name, case .str(let text) = value {
        function.name = text.value
      } else if name === Names.qualifiedName, case .str(let text) = value {
        function.qualifiedName = text.value
      } else if name === Names.annotations, case .dict(let dict) = value {
        function.annotations = dict
      } else {
        attributesDict(function).set(name, value)
      }
      return
    case .list(let list as Object), .dict(let list as Object), .tuple(let list as Object),
      .set(let list as Object):
      if list.type.isUserDefined {
        if case .object(let descriptor)? = list.type.lookup(name), descriptor.type === Types.getter {
          throw PyError.attributeError("can't set attribute")
        }
        attributesDict(list).set(name, value)
        return
      }
    case .array(let array):
      try setArrayAttribute(array, name, value)
      return
    case .iterator(let iterator):
      if iterator.type.isUserDefined {
        attributesDict(iterator).set(name, value)
        return
      }
    default: break
    }
    if case .unset = object { throw missingAttribute(object, name) }
    if typeOf(object).lookup(name) != nil {
      throw PyError.attributeError("'\(typeName(object))' object attribute '\(name.value)' is read-only")
    }
    throw missingAttribute(object, name)
  }

  private func setSpecialAttribute(_ object: Object, _ name: StringObject, _ value: Value) throws -> Bool {
    if let exception = object as? ExceptionObject {
      switch name.value {
      case "args":
        exception.arguments = try items(of: value)
        return true
      case "__cause__":
        exception.cause = value
        exception.suppressesContext = true
        return true
      case "__traceback__", "__context__", "__suppress_context__": return true
      default: return false
      }
    }
    if name === Names.dict, case .dict(let dict) = value {
      object.attributes = dict
      return true
    }
    return false
  }

  public func deleteAttribute(_ object: Value, _ name: StringObject, skippingHook: Bool = false) throws {
    switch object {
    case .type(let type) where type.isUserDefined:
      if type.attributes.remove(name) {
        TypeObject.version &+= 1
        return
      }
    case .object(let plain):
      if let module = plain as? ModuleObject, module.namespace.remove(name) { return }
      if plain.type.isUserDefined {
        if !skippingHook, let hook = plain.type.lookup(Names.deleteAttribute), case .function = hook {
          _ = try call(hook, [object, .str(name)])
          return
        }
        if case .object(let descriptor)? = plain.type.lookup(name),
          let property = descriptor as? PropertyObject
        {
          if property.deleter.isNone {
            throw PyError.attributeError(
              "property '\(name.value)' of '\(plain.type.name)' object has no deleter")
          }
          _ = try call(property.deleter, [object])
          return
        }
      }
      if plain.attributes?.remove(name) == true { return }
    default: break
    }
    throw missingAttribute(object, name)
  }
}
