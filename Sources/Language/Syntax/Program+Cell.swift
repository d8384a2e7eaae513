/// What a notebook needs to know about a cell.
extension Program {
  /// The expression that ends the cell, whose value a notebook shows; nil where there is none or a semicolon hides it.
  public var lastExpression: Expression? {
    guard !endsWithSemicolon, case .expression(let value) = body.last?.kind else { return nil }
    return value
  }

  /// Whether a notebook shows the value of the last statement.
  public var lastExpressionIsEchoed: Bool { lastExpression != nil }
}
