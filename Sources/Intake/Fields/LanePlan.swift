import Tabular

/// What a lane must know of a file's columns: which field holds what.
struct LanePlan: Sendable {
  /// What the field of a column holds.
  enum Role: UInt8, Sendable {
    case plate, camera, time, direction, confidence
    /// Nothing that is read.
    case other
  }

  /// The contract's columns of sightings, by their positions.
  struct Columns {
    var vrm: Int
    var camera: Int
    var seenAt: Int
    var direction: Int
    var confidence: Int
  }

  let form: TextBlock.PlainForm
  /// For each field of the file.
  let roles: InlineArray<32, Role>
  /// Whether the fields are the contract's columns in its order.
  let isUsual: Bool

  /// - Parameters:
  ///   - direct: For each contract column the field that alone decides its value; −1 without one.
  ///   - absent: Columns that the file does not have, so that their value is unknown.
  /// - Returns: nil for files whose rows need other readers.
  init?(form: TextBlock.PlainForm, columns: Columns, direct: [Int], absent: [Bool]) {
    // The lane's own fields are shorter than these limits.
    guard form.columnCount <= 32, form.largestFieldBytes >= 64 else { return nil }
    var roles = InlineArray<32, Role>(repeating: .other)
    var taken: Set<Int> = []
    let wanted: [(Int, Role)] = [
      (columns.vrm, .plate), (columns.camera, .camera), (columns.seenAt, .time),
      (columns.direction, .direction), (columns.confidence, .confidence),
    ]
    for (column, role) in wanted {
      let field = direct[column]
      if field < 0 {
        guard absent[column] else { return nil }
        continue
      }
      // One field for two columns has two roles, and a lane knows one.
      guard taken.insert(field).inserted else { return nil }
      roles[field] = role
    }
    self.form = form
    self.roles = roles
    isUsual =
      form.columnCount == wanted.count
      && wanted.indices.allSatisfy { roles[$0] == wanted[$0].1 }
  }
}
