/// What the grammar allows and Python refuses all the same, found by walking the finished tree.
///
/// CPython looks at the names of all scopes first (its symbol table) and at the places of statements after that (its compiler);
/// so do these two passes, and report the same error where a source has several. Neither recurses on expressions.
enum SyntaxChecks {
  static func run(_ program: Program) throws {
    var names = NameChecks()
    try names.run(program)
    try PlaceChecks().run(program)
  }
}
