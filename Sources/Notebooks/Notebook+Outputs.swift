extension Notebook {
  // MARK: Outputs as format 4 holds them, texts joined

  static func stream(_ text: String) -> [JSON.Member] {
    [
      JSON.Member("name", .string("stdout")), JSON.Member("output_type", .string("stream")),
      JSON.Member("text", .string(text)),
    ]
  }

  /// The value of a cell's last expression.
  static func value(_ text: String, count: Int?) -> [JSON.Member] {
    [
      JSON.Member("data", .object([JSON.Member("text/plain", .string(text))])),
      JSON.Member("execution_count", count.map { .number($0) } ?? .null),
      JSON.Member("metadata", .object([])), JSON.Member("output_type", .string("execute_result")),
    ]
  }

  static func figure(_ figure: RenderedFigure) -> [JSON.Member] {
    [
      JSON.Member(
        "data",
        .object([
          JSON.Member("image/png", .string(Base64.encode(figure.png))),
          JSON.Member("text/plain", .string("<Figure size \(figure.width)x\(figure.height)>")),
        ])),
      JSON.Member("metadata", .object([])), JSON.Member("output_type", .string("display_data")),
    ]
  }

  static func raised(_ error: CellError) -> [JSON.Member] {
    let lines = error.traceback.split(separator: "\n", omittingEmptySubsequences: false)
    return [
      JSON.Member("ename", .string(error.type)), JSON.Member("evalue", .string(error.message)),
      JSON.Member("output_type", .string("error")),
      JSON.Member("traceback", .array(lines.map { .string(String($0)) })),
    ]
  }
}
