/// What the grammar allows and Python refuses all the same, found by walking the finished tree.
enum SyntaxChecks {
  static func run(_ program: Program) throws {}
}
