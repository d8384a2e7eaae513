/// Results of a replay as JUnit XML: a suite for each script, a case for each cell.
enum JUnit {
  static func text(_ reports: [ScriptReport]) -> String {
    let cells = reports.flatMap(\.cells)
    let failures = cells.filter { $0.failure != nil }.count
    let errors = reports.filter { $0.problem != nil }.count
    let seconds = reports.reduce(0) { $0 + $1.seconds }
    var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    out +=
      "<testsuites name=\"nbsh replay\" tests=\"\(cells.count + errors)\" failures=\"\(failures)\" errors=\"\(errors)\""
    out += " time=\"\(fixed(min(seconds, 1e9), 3))\">\n"
    for report in reports { out += suite(report) }
    return out + "</testsuites>\n"
  }

  private static func suite(_ report: ScriptReport) -> String {
    let errors = report.problem == nil ? 0 : 1
    let skipped = report.cells.filter { $0.status == .skipped }.count
    var out = "  <testsuite name=\"\(escaped(report.path))\" tests=\"\(report.cells.count + errors)\""
    out += " failures=\"\(report.failures.count)\" errors=\"\(errors)\" skipped=\"\(skipped)\""
    out += " time=\"\(fixed(min(report.seconds, 1e9), 3))\">\n"
    if let problem = report.problem {
      out += "    <testcase classname=\"\(escaped(report.path))\" name=\"script\" time=\"0\">\n"
      out += "      <error type=\"unreadable\" message=\"\(escaped(problem))\"/>\n    </testcase>\n"
    }
    for cell in report.cells {
      out += "    <testcase classname=\"\(escaped(report.path))\" name=\"\(escaped(cell.label))\""
      out +=
        " file=\"\(escaped(report.path))\" line=\"\(cell.line)\" time=\"\(fixed(min(cell.seconds, 1e9), 3))\""
      switch cell.status {
      case .passed: out += "/>\n"
      case .skipped:
        let reason = cell.skipReason.map { " message=\"\(escaped($0))\"" } ?? ""
        out += ">\n      <skipped\(reason)/>\n    </testcase>\n"
      case .failed(let failure):
        out += ">\n      <failure type=\"\(escaped(failure.kind))\" message=\"\(escaped(failure.summary))\">"
        out += failure.details(width: 100).map(escaped).joined(separator: "\n")
        out += "</failure>\n    </testcase>\n"
      }
    }
    return out + "  </testsuite>\n"
  }

  /// A text as XML 1.0 may hold it; characters that it may not hold become U+FFFD.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "\n": out += "&#10;"
      case "\t": out += "&#9;"
      case "\r": out += "&#13;"
      default:
        let isAllowed = scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        out.unicodeScalars.append(isAllowed ? scalar : "\u{FFFD}")
      }
    }
    return out
  }
}
