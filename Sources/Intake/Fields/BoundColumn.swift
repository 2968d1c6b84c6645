import Primitives
import Tabular
import Vocabulary

/// A contract column bound to the columns of one file.
struct BoundColumn: Sendable {
  let reader: FieldReader
  /// Columns of the file, in the order in which they are joined; empty when it has none.
  let fields: [Int]
  let join: String
  /// Look-ups, each with what the one before gave.
  let tables: [[String: [String]]]
  /// The value of every row, when the mapping fixes one.
  let constant: FieldReading?
  /// The beginning of identifiers made of file and row, for rows without one of their own.
  let fileRowStem: String?

  var column: ContractColumn { reader.column }

  /// Whether a fast reader may look at one field's bytes and nothing else.
  var directField: Int? {
    fields.count == 1 && tables.isEmpty && constant == nil && reader.isPlain ? fields[0] : nil
  }

  /// Whether every row leaves the column empty, because nothing is bound to it.
  var isAbsent: Bool { fields.isEmpty && constant == nil && fileRowStem == nil }

  /// The column's text in a row, joined and looked up, without white space at either end.
  func text(_ row: Int, _ view: borrowing RowBlock.Fields) -> String {
    guard let first = fields.first else { return "" }
    if fields.count == 1, tables.isEmpty {
      return FieldBytes.string(FieldBytes.trimmed(view[row, first]))
    }
    let text =
      fields.count == 1
      ? FieldBytes.string(FieldBytes.trimmed(view[row, first])) : joined(row, view)
    return tables.isEmpty ? text : lookedUp(text)
  }

  private func joined(_ row: Int, _ view: borrowing RowBlock.Fields) -> String {
    var parts: [String] = []
    for field in fields {
      parts.append(FieldBytes.string(FieldBytes.trimmed(view[row, field])))
    }
    guard parts.contains(where: { !$0.isEmpty }) else { return "" }
    // In an identifier the place of an empty part counts, or two records could become one.
    switch column.type {
    case .identifier, .reference: break
    default: parts.removeAll { $0.isEmpty }
    }
    return FieldReader.trim(parts.joined(separator: join))
  }

  private func lookedUp(_ text: String) -> String {
    var found = text.isEmpty ? [] : [text]
    for table in tables {
      var next: [String] = []
      for key in found {
        for value in table[key] ?? [] where !next.contains(value) { next.append(value) }
      }
      found = next
    }
    return found.joined(separator: ";")
  }

  /// Reads the column in a row, by the careful way that every fast one falls back to.
  ///
  /// - Parameter number: The data row, for identifiers made of it.
  func read(
    _ row: Int, number: Int, _ view: borrowing RowBlock.Fields
  ) -> Result<FieldReading, FieldDefect> {
    if let constant { return .success(constant) }
    var text = text(row, view)
    if text.isEmpty, let fileRowStem { text = "\(fileRowStem)#\(number)" }
    do throws(FieldDefect) {
      let reading = try reader.read(text)
      if reading.cell == .empty, column.isRequired { throw Self.required }
      return .success(reading)
    } catch {
      return .failure(error)
    }
  }

  private static let required = FieldDefect(
    code: "INTAKE-REQUIRED", reason: "the column is required and the cell is empty",
    mend: "send the value; leave the row out if it is not known")
}
