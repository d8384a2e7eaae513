import Arrays
import Language
import Layers
import Training

/// `cs231n.optim`: update rules as functions of a parameter, its gradient and a dict of settings and state.
extension Course {
  static func updateRules(_ style: CourseStyle) -> [Entry] {
    var list = CourseList()
    for rule in UpdateRule.allCases {
      list.add(
        rule.rawValue, "(w, dw, config=None)", ruleDocumentation(rule, style), ruleExample(rule)
      ) { a in
        let config = a.isGiven(2) ? try a.parameters(2).dict : DictObject()
        let next = try update(rule, a.array(0), a.array(1), config, style, a.vm)
        return .tuple([.array(next), .dict(config)])
      }
    }
    return list.entries
  }

  private static func ruleDocumentation(_ rule: UpdateRule, _ style: CourseStyle) -> String {
    let names = stateNames(style)
    let state =
      switch rule {
      case .sgd: "nothing"
      case .momentum, .nesterov: "'\(names.velocity)'"
      case .rmsprop: "'\(names.squares)'"
      case .adam: "'\(names.first)', '\(names.second)' and 't'"
      }
    let settings = rule.defaults.map { "'\($0.name)' (\($0.value))" }.joined(separator: ", ")
    return """
      One step of \(rule.rawValue): returns the next w and config.

      config holds \(settings); it keeps \(state) from step to step.
      """
  }

  private static func ruleExample(_ rule: UpdateRule) -> String {
    let shown =
      switch rule {
      case .sgd, .momentum: "[0.5 0.5]"
      case .nesterov: "[0.05 0.05]"
      case .rmsprop: "[-4. -4.]"
      case .adam: "[0.5 0.5]"
      }
    return """
      import numpy as np
      from cs231n.optim import \(rule.rawValue)
      w, config = \(rule.rawValue)(np.ones(2), np.ones(2), {'learning_rate': 0.5})
      print(w.round(4))
      #> \(shown)
      """
  }

  static func stateNames(_ style: CourseStyle) -> UpdateRule.StateNames {
    style == .stanford ? .stanford : .ucla
  }

  /// One step of a rule whose settings and state are a script's dict, which gets the new state.
  static func update(
    _ rule: UpdateRule, _ w: NDArray, _ dw: NDArray, _ config: DictObject, _ style: CourseStyle,
    _ vm: Interpreter
  ) throws -> NDArray {
    let names = stateNames(style)
    var configuration = UpdateRule.Configuration()
    for (name, value) in rule.defaults {
      let key = StringObject.interned(name)
      if let found = config.find(key) {
        configuration.numbers[name] = try vm.double(found)
      } else {
        config.set(key, .float(value))
      }
    }
    let states: [String] =
      switch rule {
      case .sgd: []
      case .momentum, .nesterov: [names.velocity]
      case .rmsprop: [names.squares]
      case .adam: [names.first, names.second]
      }
    for name in states {
      if let found = config.find(StringObject.interned(name)) {
        configuration.arrays[name] = try vm.asArray(found)
      }
    }
    let step = StringObject.interned(names.step)
    if rule == .adam, let found = config.find(step) { configuration.step = try vm.int(found) }
    let next = try rule.next(w, dw, &configuration, names: names)
    for name in states {
      if let array = configuration.arrays[name] { config.set(StringObject.interned(name), .array(array)) }
    }
    if rule == .adam { config.set(step, .int(configuration.step)) }
    return next
  }
}
