@testable import Tabular

/// A twin of the reader of another shape: one scalar after another through five states, over a
/// `String`, without blocks, words or threads.
struct SlowCSV {
  enum Row: Equatable {
    case good([String], line: Int)
    case bad(String, line: Int)
  }

  private enum State {
    case fieldStart
    case plain
    case quoted
    case quoteInQuoted
    case afterText
  }

  /// The header's fields and the rows, or nil where there is no readable header.
  static func parse(_ text: String, delimiter: Unicode.Scalar) -> (header: [String], rows: [Row])? {
    var rows = records(text, delimiter: delimiter)
    guard !rows.isEmpty, case .good(let header, _) = rows.removeFirst() else { return nil }
    let checked = rows.map { row -> Row in
      guard case .good(let fields, let line) = row, fields.count != header.count else { return row }
      return .bad("TABULAR-FIELD-COUNT", line: line)
    }
    return (header, checked)
  }

  private static func records(_ text: String, delimiter: Unicode.Scalar) -> [Row] {
    var rows: [Row] = []
    var state = State.fieldStart
    var fields: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoteWrong = false
    var isReturnWrong = false
    var line = 1
    var rowLine = 1
    let scalars = Array(text.unicodeScalars)
    var recordStart = 0
    func endRow(at position: Int, isOpen: Bool) {
      defer {
        (fields, field, state) = ([], .init(), .fieldStart)
        (isQuoteWrong, isReturnWrong, recordStart, rowLine) = (false, false, position + 1, line)
      }
      if position == recordStart { return }
      fields.append(String(field))
      if isOpen {
        rows.append(.bad("TABULAR-QUOTE-OPEN", line: rowLine))
      } else if isQuoteWrong {
        rows.append(.bad("TABULAR-QUOTE", line: rowLine))
      } else if isReturnWrong {
        rows.append(.bad("TABULAR-CR", line: rowLine))
      } else {
        rows.append(.good(fields, line: rowLine))
      }
    }
    var position = 0
    while position < scalars.count {
      let scalar = scalars[position]
      let isLineEnd =
        scalar == "\n"
        || scalar == "\r" && (position + 1 == scalars.count || scalars[position + 1] == "\n")
      if state == .quoted {
        if scalar == "\n" { line += 1 }
        if scalar == "\"" { state = .quoteInQuoted } else { field.append(scalar) }
      } else if state == .quoteInQuoted, scalar == "\"" {
        field.append(scalar)
        state = .quoted
      } else if isLineEnd {
        if scalar == "\r" { position += 1 }
        line += 1
        if scalar == "\r", position - 1 == recordStart { recordStart = position }
        endRow(at: min(position, scalars.count), isOpen: false)
        recordStart = position + 1
      } else if scalar == delimiter {
        fields.append(String(field))
        field = .init()
        state = .fieldStart
      } else if scalar == "\"", state == .fieldStart {
        state = .quoted
      } else {
        if scalar == "\"" || state == .quoteInQuoted || state == .afterText { isQuoteWrong = true }
        if scalar == "\r" { isReturnWrong = true }
        state = state == .quoteInQuoted || state == .afterText ? .afterText : .plain
        field.append(scalar)
      }
      position += 1
    }
    if recordStart < scalars.count { endRow(at: scalars.count, isOpen: state == .quoted) }
    return rows
  }
}
