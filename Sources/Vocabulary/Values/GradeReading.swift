/// Reads the three grading columns, in 3x5x2 or in the older 5x5x5.
///
/// The older codes are mapped by a table that never upgrades: source A, B become 1, E becomes 2,
/// C and D become 3; content 1 becomes A, 2 and 3 become B, 4 becomes D, 5 becomes E; handling 1
/// becomes P and 2 to 5 become C. The original is kept beside the mapped grade.
public enum GradeReading {
  /// The canonical letter of `source_eval`, or nil when it is neither 1–3 nor A–E.
  public static func source(_ text: String) -> String? {
    switch text.uppercased() {
    case "1", "2", "3": text
    case "A", "B": "1"
    case "E": "2"
    case "C", "D": "3"
    default: nil
    }
  }

  /// The canonical letter of `intel_eval`, or nil when it is neither A–E nor 1–5.
  public static func intelligence(_ text: String) -> String? {
    switch text.uppercased() {
    case "A", "B", "C", "D", "E": text.uppercased()
    case "1": "A"
    case "2", "3": "B"
    case "4": "D"
    case "5": "E"
    default: nil
    }
  }

  /// The canonical letter of `handling`, or nil when it is neither P, C nor 1–5.
  public static func handling(_ text: String) -> String? {
    switch text.uppercased() {
    case "P", "1": "P"
    case "C", "2", "3", "4", "5": "C"
    default: nil
    }
  }

  /// Whether any of the three came in the older form, so that the original must be kept.
  public static func isOlder(source: String?, intelligence: String?, handling: String?) -> Bool {
    source.map { "ABCDE".contains($0.uppercased()) } == true
      || intelligence.map { "12345".contains($0) } == true
      || handling.map { "12345".contains($0) } == true
  }
}
