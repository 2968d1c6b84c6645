import Picture
import Vocabulary

extension RegionalPicture {
  /// The records that a finding cites when it stands on more than can be shown: those with handling
  /// conditions all, since what is made of them carries the conditions, then the first of the rest.
  ///
  /// - Returns: Without repeats; at most `most`, unless more carry conditions.
  func cited(_ records: [Evidence], atMost most: Int) -> [Evidence] {
    var seen: Set<Evidence> = []
    let all = records.filter { seen.insert($0).inserted }
    guard all.count > most else { return all }
    let conditioned = all.filter { grading(of: $0)?.handling == .conditions }
    let rest = all.filter { grading(of: $0)?.handling != .conditions }
    return conditioned + rest.prefix(max(0, most - conditioned.count))
  }
}
