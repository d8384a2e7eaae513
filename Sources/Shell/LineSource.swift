import CEditLine

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What a person sees before a cell.
public struct Prompt: Equatable, Sendable {
  /// Before the first line: `In [1]: `.
  public var first: String
  /// Before the later ones: `   ...: `.
  public var next: String

  public init(first: String, next: String) {
    self.first = first
    self.next = next
  }

  /// The prompt of cell `number`.
  public static func cell(_ number: Int) -> Prompt {
    let first = "In [\(number)]: "
    let dots = "...: "
    return Prompt(
      first: first, next: String(repeating: " ", count: first.utf8.count - dots.utf8.count) + dots)
  }
}

/// What came from a line source.
public enum LineEvent: Equatable, Sendable {
  case cell(String)
  /// Ctrl-C at the prompt: what was typed is dropped.
  case interrupted
  /// Ctrl-D, or nothing more to read.
  case end
  /// SIGTERM or SIGHUP.
  case terminated(signal: Int32)
}

/// What a line source asks while a cell is typed.
public protocol LineAssistant: AnyObject {
  func completeness(of source: String) -> CellCompleteness
  func completions(of text: String, cursor: Int) -> [Completion]
}

/// Where cells come from: a terminal, a pipe, a test.
public protocol LineSource: AnyObject {
  /// True when a person reads the prompts.
  var isInteractive: Bool { get }
  /// The next whole cell.
  func read(_ prompt: Prompt, _ assistant: any LineAssistant) -> LineEvent
  /// The line that answers a question, which is on the screen; nil for Ctrl-C, Ctrl-D and where there is no person.
  func answer() -> String?
}

extension LineSource {
  public func answer() -> String? { isInteractive ? plainLine(0) : nil }
}

/// A line as the terminal gives it when nobody edits: byte by byte, so that what follows stays for the next cell.
private func plainLine(_ input: Int32) -> String? {
  var bytes: [UInt8] = []
  while true {
    var byte: UInt8 = 0
    let count = read(input, &byte, 1)
    if count == 1 {
      if byte == 0x0A || byte == 0x0D { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    } else if count == 0 || errno != EINTR || cel_is_interrupted() {
      return nil
    }
  }
}

/// Puts lines together until they are a cell.
struct CellGatherer {
  private var lines: [String] = []

  var isEmpty: Bool { lines.isEmpty }

  /// Takes a line and gives the cell that it completes, if it does.
  mutating func add(_ line: String, _ assistant: any LineAssistant) -> String? {
    if lines.isEmpty && line.isBlank { return "" }
    lines.append(line)
    let source = lines.joined(separator: "\n")
    if case .incomplete = assistant.completeness(of: source) { return nil }
    return rest()
  }

  /// What is there, complete or not.
  mutating func rest() -> String {
    defer { lines = [] }
    return lines.joined(separator: "\n")
  }
}

/// Lines of a list, for tests: what a person would type, without a terminal.
public final class ScriptedSource: LineSource {
  public enum Input: Equatable, Sendable, ExpressibleByStringLiteral {
    case line(String)
    case paste(String)
    case interrupt
    case terminate(Int32)
    public init(stringLiteral value: String) { self = .line(value) }
  }
  private var inputs: ArraySlice<Input>
  /// The prompts that were shown, one for each line read.
  public private(set) var prompts: [String] = []
  public let isInteractive = true

  public init(_ inputs: [Input]) { self.inputs = inputs[...] }

  public func read(_ prompt: Prompt, _ assistant: any LineAssistant) -> LineEvent {
    var gatherer = CellGatherer()
    while true {
      prompts.append(gatherer.isEmpty ? prompt.first : prompt.next)
      switch inputs.popFirst() {
      case .line(let line):
        if let cell = gatherer.add(line, assistant) { return .cell(cell) }
      case .paste(let text): return .cell(strippingPrompts(text))
      case .interrupt: return .interrupted
      case .terminate(let signal): return .terminated(signal: signal)
      case nil: return gatherer.isEmpty ? .end : .cell(gatherer.rest())
      }
    }
  }

  public func answer() -> String? {
    if case .line(let line)? = inputs.popFirst() { line } else { nil }
  }
}
