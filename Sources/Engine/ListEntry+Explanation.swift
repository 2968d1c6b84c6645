import Archive
import Foundation
import Tasking

extension ListEntry {
  /// Why the row stood where it stood, as its run stored it.
  ///
  /// - Throws: `DecodingError` when another version stored it in another form.
  func explained() throws -> Explanation {
    try JSONDecoder().decode(Explanation.self, from: Data(explanation.utf8))
  }
}
