/// Methods of `str` about letters and kinds of characters.
extension StrType {
  nonisolated(unsafe) static let caseEntries: [Entry] = [
    Method.string("upper", "(self, /)", doc: "A copy in capitals.", example: "'relu'.upper()\n#> 'RELU'") {
      text, _ in .string(upper(text.value))
    },
    Method.string("lower", "(self, /)", doc: "A copy in small letters.", example: "'ReLU'.lower()\n#> 'relu'")
    {
      text, _ in .string(lower(text.value))
    },
    Method.string(
      "casefold", "(self, /)", doc: "A copy for comparing without regard to case.",
      example: "'Straße'.casefold()\n#> 'strasse'"
    ) { text, _ in .string(folded(text.value)) },
    Method.string(
      "capitalize", "(self, /)", doc: "A copy with its first letter a capital and the rest small.",
      example: "'hello World'.capitalize()\n#> 'Hello world'"
    ) { text, _ in
      guard let first = text.value.unicodeScalars.first else { return .str(text) }
      let rest = text.value.unicodeScalars.dropFirst()
      return .string(first.properties.titlecaseMapping + lower(String(rest), after: [first]))
    },
    Method.string(
      "title", "(self, /)", doc: "A copy in which every word begins with a capital.",
      example: "'batch norm'.title()\n#> 'Batch Norm'"
    ) { text, _ in .string(title(text.value)) },
    Method.string(
      "swapcase", "(self, /)", doc: "A copy with capitals and small letters exchanged.",
      example: "'aBc'.swapcase()\n#> 'AbC'"
    ) { text, _ in
      let scalars = Array(text.value.unicodeScalars.untilInterrupt)
      var result = ""
      for (index, scalar) in scalars.enumerated().untilInterrupt {
        result +=
          scalar.properties.isUppercase
          ? lowerMapping(scalars, index)
          : scalar.properties.isLowercase ? scalar.properties.uppercaseMapping : String(scalar)
      }
      return .string(result)
    },
    kind("isalpha", "Whether there are characters and all are letters.") { $0.isPythonLetter },
    kind("isdigit", "Whether there are characters and all are digits.") { $0.isPythonDigit },
    kind("isdecimal", "Whether there are characters and all are decimal digits.") { $0.decimalDigit != nil },
    kind("isnumeric", "Whether there are characters and all are numeric.") {
      $0.properties.numericType != nil
    },
    kind("isalnum", "Whether there are characters and all are letters or numeric.") {
      $0.isPythonLetter || $0.properties.numericType != nil
    },
    kind("isspace", "Whether there are characters and all are white space.") { $0.isPythonSpace },
    Method.string(
      "isascii", "(self, /)", doc: "Whether all characters are in ASCII.", example: "'abc'.isascii()\n#> True"
    ) {
      text, _ in .bool(text.isASCII)
    },
    Method.string(
      "isprintable", "(self, /)", doc: "Whether `repr` writes all characters as they are.",
      example: "'a\\n'.isprintable()\n#> False"
    ) { text, _ in .bool(text.value.unicodeScalars.untilInterrupt.allSatisfy(StringRepr.isPrintable)) },
    Method.string(
      "isidentifier", "(self, /)", doc: "Whether the string could be a name.",
      example: "'w1'.isidentifier()\n#> True"
    ) { text, _ in
      let scalars = text.value.unicodeScalars
      guard let first = scalars.first, first == "_" || first.properties.isXIDStart else {
        return .bool(false)
      }
      return .bool(scalars.dropFirst().untilInterrupt.allSatisfy { $0.properties.isXIDContinue })
    },
    Method.string(
      "isupper", "(self, /)", doc: "Whether there are letters with case and all are capitals.",
      example: "'RGB1'.isupper()\n#> True"
    ) { text, _ in
      var isCased = false
      for scalar in text.value.unicodeScalars.untilInterrupt {
        if scalar.properties.isLowercase || scalar.properties.generalCategory == .titlecaseLetter {
          return .bool(false)
        }
        isCased = isCased || scalar.properties.isUppercase
      }
      return .bool(isCased)
    },
    Method.string(
      "islower", "(self, /)", doc: "Whether there are letters with case and all are small.",
      example: "'rgb1'.islower()\n#> True"
    ) { text, _ in
      var isCased = false
      for scalar in text.value.unicodeScalars.untilInterrupt {
        if scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter {
          return .bool(false)
        }
        isCased = isCased || scalar.properties.isLowercase
      }
      return .bool(isCased)
    },
    Method.string(
      "istitle", "(self, /)", doc: "Whether every word begins with a capital and goes on in small letters.",
      example: "'Batch Norm'.istitle()\n#> True"
    ) { text, _ in
      var isCased = false
      var isInside = false
      for scalar in text.value.unicodeScalars.untilInterrupt {
        if scalar.properties.isUppercase || scalar.properties.generalCategory == .titlecaseLetter {
          if isInside { return .bool(false) }
          isInside = true
          isCased = true
        } else if scalar.properties.isLowercase {
          if !isInside { return .bool(false) }
          isCased = true
        } else {
          isInside = false
        }
      }
      return .bool(isCased)
    },
  ]

  private static func kind(_ name: String, _ doc: String, _ test: @escaping (Unicode.Scalar) -> Bool) -> Entry
  {
    Method.string(name, "(self, /)", doc: doc, example: "''.\(name)()\n#> False") { text, _ in
      .bool(!text.value.isEmpty && text.value.unicodeScalars.untilInterrupt.allSatisfy(test))
    }
  }

  // MARK: Mappings

  static func upper(_ text: String) -> String { text.mappingBlocks { $0.uppercased() } }

  static func lower(_ text: String, after before: [Unicode.Scalar] = []) -> String {
    // Only a capital sigma depends on its place.
    if !text.containsBytes(of: "Σ") { return text.mappingBlocks { $0.lowercased() } }
    let scalars = before + Array(text.unicodeScalars.untilInterrupt)
    var result = ""
    for index in (before.count..<scalars.count).untilInterrupt { result += lowerMapping(scalars, index) }
    return result
  }

  private static func lowerMapping(_ scalars: [Unicode.Scalar], _ index: Int) -> String {
    guard scalars[index] == "Σ" else { return scalars[index].properties.lowercaseMapping }
    func isCased(_ neighbours: some Sequence<Unicode.Scalar>) -> Bool {
      for scalar in neighbours where !scalar.properties.isCaseIgnorable { return scalar.properties.isCased }
      return false
    }
    return isCased(scalars[..<index].reversed()) && !isCased(scalars[(index + 1)...]) ? "ς" : "σ"
  }

  static func folded(_ text: String) -> String {
    text.mappingBlocks { text in
      if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
      return text.unicodeScalars.map { scalar in
        // Dotless i has a capital of its own, which folds to something else.
        scalar == "ı" ? "ı" : scalar.properties.uppercaseMapping.lowercased()
      }.joined()
    }
  }

  private static func title(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars.untilInterrupt)
    var isInside = false
    var result = ""
    for (index, scalar) in scalars.enumerated().untilInterrupt {
      result += isInside ? lowerMapping(scalars, index) : scalar.properties.titlecaseMapping
      isInside = scalar.properties.isCased
    }
    return result
  }
}

extension Unicode.Scalar {
  fileprivate var isPythonLetter: Bool {
    if value < 128 { return (value | 32) >= 97 && (value | 32) <= 122 }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return true
    default: return false
    }
  }

  fileprivate var isPythonDigit: Bool {
    properties.numericType == .decimal || properties.numericType == .digit
  }
}
