import Arrays
import Language
import Layers
import Training

/// `cs231n.optim`: update rules as functions of a parameter, its gradient and a dict of settings and state.
extension Course {
  static func updateRules(_ style: CourseStyle) -> [Entry] {
    var list = CourseList()
    let named = UpdateRule.allCases.map { (name: $0.rawValue, rule: $0) }
    for (name, rule) in named + [(UpdateRule.shortNesterov, .nesterov)] {
      list.add(
        name, "(w, dw, config=None)", ruleDocumentation(rule, style), ruleExample(rule, name)
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
    let (v, a, m, s) = (names.velocity, names.squares, names.first, names.second)
    let (title, state, formula, source) =
      switch rule {
      case .sgd:
        (
          "stochastic gradient descent", "nothing", "w -= learning_rate * dw, in the memory of w",
          "CS231n notes, Neural Networks 3"
        )
      case .momentum:
        (
          "gradient descent with momentum", "'\(v)'",
          "\(v) = momentum * \(v) - learning_rate * dw; w + \(v)",
          "Polyak 1964; CS231n notes, Neural Networks 3"
        )
      case .nesterov:
        (
          "Nesterov's momentum", "'\(v)'",
          "\(v) = momentum * \(v) - learning_rate * dw; w + \(v) + momentum * (\(v) - the old \(v))",
          "Nesterov 1983; Bengio and others 2012, arXiv:1212.0901"
        )
      case .rmsprop:
        (
          "RMSProp", "'\(a)'",
          "\(a) = decay_rate * \(a) + (1 - decay_rate) * dw**2; w - learning_rate * dw / (sqrt(\(a)) + epsilon)",
          "Tieleman and Hinton 2012"
        )
      case .adam:
        (
          "Adam, with bias correction", "'\(m)', '\(s)' and 't'",
          "\(m) = beta1 * \(m) + (1 - beta1) * dw; \(s) = beta2 * \(s) + (1 - beta2) * dw**2; t = t + 1;\n"
            + "w - learning_rate * (\(m) / (1 - beta1**t)) / (sqrt(\(s) / (1 - beta2**t)) + epsilon)",
          "Kingma and Ba 2015, arXiv:1412.6980"
        )
      }
    let settings = rule.defaults.map { "'\($0.name)' (\($0.value))" }.joined(separator: ", ")
    return """
      One step of \(title) for w and its gradient dw, of one shape: returns the next w and config.

      \(formula).
      config holds \(settings).
      It keeps \(state)\(rule == .sgd ? "" : " from step to step; arrays have the shape of w and begin at 0").
      Source: \(source).
      """
  }

  private static func ruleExample(_ rule: UpdateRule, _ name: String) -> String {
    let shown =
      switch rule {
      case .sgd, .momentum: "[0.5 0.5]"
      case .nesterov: "[0.05 0.05]"
      case .rmsprop: "[-4. -4.]"
      case .adam: "[0.5 0.5]"
      }
    return """
      import numpy as np
      from cs231n.optim import \(name)
      w, config = \(name)(np.ones(2), np.ones(2), {'learning_rate': 0.5})
      print(w.round(4))
      #> \(shown)
      """
  }

  /// The rule of that name. Errors: ValueError that lists the known rules and suggests the nearest.
  static func updateRule(named name: String) throws -> UpdateRule {
    do {
      return try UpdateRule.named(name)
    } catch let error as ArrayError {
      let known = UpdateRule.allCases.map(\.rawValue)
      let lowered = name.lowercased()
      let near =
        Suggestion.nearest(lowered, among: known)
        ?? known.first {
          lowered == $0 || lowered.contains($0) || (lowered.count > 2 && $0.contains(lowered))
        }
        ?? (known.contains(lowered) ? lowered : nil)
      throw PyError.valueError(error.message + (near.map { ". Did you mean '\($0)'?" } ?? ""))
    }
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
        configuration.numbers[name] = try CourseParameters(config, vm).double(name, of: "config")
        switch found.operand {
        case .scalar(let scalar): configuration.scalars[name] = scalar
        case .array(let array): configuration.scalars[name] = try array.flatten().element(0)
        default: break
        }
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
    if rule == .adam, config.find(step) != nil {
      configuration.step = try CourseParameters(config, vm).int(names.step, of: "config")
    }
    let next = try rule.next(w, dw, &configuration, names: names)
    for name in states {
      if let array = configuration.arrays[name] { config.set(StringObject.interned(name), .array(array)) }
    }
    if rule == .adam { config.set(step, .int(configuration.step)) }
    return next
  }
}
