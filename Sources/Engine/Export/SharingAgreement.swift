import Primitives
import Vocabulary

/// Under what an export is given: to whom, what for, which columns, how long.
///
/// Read from a file of its own, which whoever answers for the sharing keeps; nothing in it has a
/// default that gives more.
struct SharingAgreement: Hashable, Sendable {
  /// Its number.
  var id: String
  /// Who receives, as the log and the copy name them.
  var recipient: String
  /// What kind of body that is.
  var recipientClass: RecipientClass
  /// What may be done with it.
  var purposes: [String]
  /// The days on which it is in force, both included.
  var from: CivilDate
  var until: CivilDate
  /// Days for which a copy may be used. 1 … 90.
  var validDays: Int
  /// The most days that the data may lag behind the day of an export.
  var newestDays: Int
  /// Who authorised that records with conditions are used; nil leaves them out.
  var conditionsAuthorisedBy: String?
  /// How a record is taken whose handling cell is empty. The default is C.
  var blankHandling: Handling
  /// The forces whose lists may be given; nil for all.
  var forces: [String]?
  /// Each list that may be given, with the columns that it may have.
  var lists: [List]

  /// One list and its columns.
  struct List: Hashable, Sendable {
    var list: ListKind
    var fields: [String]
  }

  /// What the recipient may see.
  var audience: Audience {
    Audience(
      meetsConditions: conditionsAuthorisedBy != nil, blankHandling: blankHandling)
  }

  /// Until when a copy that is given now may be used: its days, and never past the agreement.
  func validUntil(from now: Instant) -> Instant {
    let end = LondonTime.read(until.adding(days: 1), ClockTime(secondOfDay: 0)).instant
    return min(now.adding(seconds: Int64(validDays) * 86_400), end)
  }

  /// Refuses what the agreement, or the law of the recipient's class, does not allow.
  ///
  /// - Parameters:
  ///   - purpose: What the export is for.
  ///   - asked: Lists that are asked for; empty for all of the agreement.
  /// - Returns: The lists that are given.
  func permits(
    purpose: String, asked: [String], on today: CivilDate
  ) throws(EngineError) -> [List] {
    guard from <= today else {
      throw Self.refusal(
        "the sharing agreement \(id) is in force from \(from.iso8601)", "wait until then")
    }
    guard today <= until else {
      throw Self.refusal(
        "the sharing agreement \(id) ended on \(until.iso8601)",
        "agree anew, and name the new agreement")
    }
    guard purposes.contains(purpose) else {
      throw Self.refusal(
        "the sharing agreement \(id) does not allow this purpose",
        "name one of its purposes: \(purposes.joined(separator: "; "))")
    }
    for list in lists { try check(list) }
    guard !asked.isEmpty else { return lists }
    var given: [List] = []
    for name in asked {
      guard let list = lists.first(where: { $0.list.rawValue == name }) else {
        throw Self.refusal(
          "the sharing agreement \(id) does not allow the list \(name)",
          "ask for \(lists.map(\.list.rawValue).joined(separator: ", "))")
      }
      if !given.contains(list) { given.append(list) }
    }
    return given
  }

  private func check(_ list: List) throws(EngineError) {
    guard recipientClass.lists.contains(list.list) else {
      throw Self.refusal(
        "a recipient of class \(recipientClass.rawValue) is never given the list "
          + list.list.rawValue,
        "take it out of \(id); such a recipient may have "
          + recipientClass.lists.map(\.rawValue).joined(separator: ", "))
    }
    let allowed = ExportField.all(of: list.list).filter { $0.classes.contains(recipientClass) }
      .map(\.name)
    for field in list.fields where !allowed.contains(field) {
      throw Self.refusal(
        "a recipient of class \(recipientClass.rawValue) is never given \(field) of "
          + list.list.rawValue,
        "take it out of \(id); the list may have " + allowed.joined(separator: ", "))
    }
  }

  /// Refuses data that are older than the agreement wants.
  func checkAge(of dataThrough: Instant, now: Instant) throws(EngineError) {
    guard now.seconds - dataThrough.seconds <= Int64(newestDays) * 86_400 else {
      throw Self.refusal(
        "the newest data are of \(dataThrough.iso8601), more than \(newestDays) days old",
        "take in what has arrived since with countylines nightly, then export again")
    }
  }

  private static func refusal(_ message: String, _ mend: String) -> EngineError {
    EngineError(message, mend: mend, exit: .noPermission)
  }
}
