extension NDArray {
  func advancedIndex(_ items: borrowing IndexList) throws(ArrayError) -> ArrayResult {
    throw ArrayError(.notImplemented, "boolean and integer arrays as indices are not there yet")
  }

  func advancedAssign(_ items: borrowing IndexList, _ value: Operand) throws(ArrayError) {
    throw ArrayError(.notImplemented, "boolean and integer arrays as indices are not there yet")
  }
}
