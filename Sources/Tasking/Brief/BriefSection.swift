/// One table of a brief.
struct BriefSection: Hashable, Sendable {
  /// What it is about.
  let title: String
  /// What is not shown here and where it stands, or what an empty table means.
  let note: String
  /// Its header.
  let columns: [String]
  /// Rows, each with one text a column; line breaks stay.
  let rows: [[String]]
  /// How wide each column is, in hundredths of the page.
  let widths: [Int]
  /// The strictest handling of its rows: `P` or `C`.
  let handling: String

  /// - Parameters:
  ///   - rows: Each with one text a column.
  ///   - widths: One a column, 100 in all; none where there are no columns.
  init(
    title: String, note: String, columns: [String] = [], widths: [Int] = [],
    rows: [[String]] = [], handling: String = "P"
  ) {
    precondition(
      widths.count == columns.count && rows.allSatisfy { $0.count == columns.count },
      "a row has one text, and a column one width")
    self.title = title
    self.note = note
    self.columns = columns
    self.widths = widths
    self.rows = rows
    self.handling = handling
  }

  /// The table as HTML; a section without rows is its title and note.
  var html: String {
    var text = "<section><h2>\(HTMLText.escape(title))</h2>\n"
    if !rows.isEmpty {
      text += "<table><colgroup>"
      text += widths.map { "<col style=\"width: \($0)%\">" }.joined()
      text += "</colgroup><thead><tr>"
      text += columns.map { "<th>\(HTMLText.escape($0))</th>" }.joined()
      text += "</tr></thead><tbody>\n"
      for row in rows {
        text += "<tr>" + row.map { "<td>\(Self.lines($0))</td>" }.joined() + "</tr>\n"
      }
      text += "</tbody></table>\n"
    }
    if !note.isEmpty { text += "<p class=\"note\">\(HTMLText.escape(note))</p>\n" }
    return text + "</section>\n"
  }

  private static func lines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { HTMLText.escape(String($0)) }.joined(separator: "<br>")
  }
}
