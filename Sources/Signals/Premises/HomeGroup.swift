import Picture
import Primitives
import Vocabulary

/// One home, as far as the records of all sources were found to speak of one.
struct HomeGroup: Sendable {
  /// Positions in `holdings.premises`, ascending.
  let records: [Int]
  /// The record that stands for it in lists: the one reported last, ties to the smallest key.
  let shown: Int

  /// Records with one UPRN, or one address and postcode, are one home. Ascending by first record.
  static func all(in picture: RegionalPicture) -> [HomeGroup] {
    let premises = picture.holdings.premises
    let groups = Dictionary(grouping: premises.indices) { identity(of: premises[$0]) }
    return groups.values.map { records in
      let shown = records.max { left, right in
        let (a, b) = (premises[left].reportedDay, premises[right].reportedDay)
        return a != b ? a < b : left > right
      }
      return HomeGroup(records: records.sorted(), shown: shown ?? records[0])
    }.sorted { $0.records[0] < $1.records[0] }
  }

  /// Used only to tell whether two records are of one home.
  private static func identity(of premises: PremisesRecord) -> String {
    if let uprn = premises.uprn { return "uprn " + uprn }
    guard let home = address(premises.address, premises.postcode) else {
      return "key " + premises.key.text
    }
    return home
  }

  /// Letters and digits of an address with its postcode; nil without both.
  static func address(_ address: String?, _ postcode: String?) -> String? {
    guard let address, let postcode else { return nil }
    return "at " + (address + postcode).lowercased().filter { $0.isLetter || $0.isNumber }
  }
}

extension PremisesRecord {
  /// The day of its newest report, days since the epoch; far past when none is given.
  var reportedDay: Int { (lastReportedOn ?? firstReportedOn)?.daysSinceEpoch ?? -1_000_000 }
}
