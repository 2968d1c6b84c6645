// B19. Goal: of a large file with damage all over, every row is accounted for and no sound row is
// touched. Method: made rows, about one in twenty damaged (a byte flipped, a byte dropped, the row
// doubled, two rows swapped, the row cut) over many seeds; each row carries its number.

import Primitives
import Tabular
import TestKit
import Testing
import Vocabulary

@testable import Intake

struct DamagedRowsTests {
  /// A million rows over a hundred seeds in the long run.
  private static let seeds = UInt64(LongRuns.areWanted ? 100 : 4)
  private static let rowsPerSeed = LongRuns.areWanted ? 10_000 : 2_000

  /// Lines of a file, damaged, and which of them are as they were.
  private struct Damaged {
    var lines: [[UInt8]] = []
    var isSound: [Bool] = []
  }

  private static func damage(_ lines: [[UInt8]], _ chance: inout SeededGenerator) -> Damaged {
    var result = Damaged()
    for line in lines {
      guard chance.chance(0.05) else {
        result.lines.append(line)
        result.isSound.append(true)
        continue
      }
      var changed = line
      let place = chance.below(line.count)
      switch chance.below(5) {
      case 0: changed[place] ^= 1 << UInt8(chance.below(8))
      case 1: changed.remove(at: place)
      case 2:
        // Doubled: both are sound rows.
        result.lines.append(line)
        result.isSound.append(true)
        result.isSound.append(true)
        result.lines.append(line)
        continue
      case 3:
        if let last = result.lines.popLast(), let was = result.isSound.popLast() {
          result.lines += [line, last]
          result.isSound += [true, was]
          continue
        }
      default: changed = Array(line.prefix(place))
      }
      result.lines.append(changed)
      result.isSound.append(false)
    }
    return result
  }

  /// Rows of a kind without quotes, so that damage to one cannot swallow others unseen.
  private static func lines(
    _ kind: RecordKind, _ count: Int, _ chance: inout SeededGenerator
  ) -> [[UInt8]] {
    (0..<count).map { row in
      let time = Instant(seconds: 1_773_000_000 + Int64(chance.below(3_000_000))).iso8601
      let plate = "AB\(10 + chance.below(80))CDE"
      let number = "07700\(900_000 + chance.below(99_999))"
      let text =
        switch kind {
        case .sightings: "\(plate),C\(chance.below(400)),\(time),N,0.\(10 + chance.below(89))"
        case .calls: "\(number),+447700900124,\(time),\(row),voice,26053179311383,,C\(row % 90)"
        case .persons: "P\(row),Sm\u{EF}th,Ann,2008-0\(1 + row % 9)-11,F,,,\(row) High St,M1 1AE"
        default: "E\(row),arrest,\(time),A1,53.4,-2.9,P\(row);nca:P2,\(plate),\(number)"
        }
      return Array(text.utf8)
    }
  }

  private static func header(_ kind: RecordKind) -> String {
    switch kind {
    case .sightings: "vrm,camera_id,seen_at,direction,confidence"
    case .calls: "a_number,b_number,started_at,duration_s,kind,imei,imsi,cell_id"
    case .persons:
      "person_id,family_name,given_names,date_of_birth,sex,ethnicity,pnc_id,address,postcode"
    default: "event_id,kind,at,area_id,latitude,longitude,person_ids,vrms,numbers"
    }
  }

  @Test(
    "B19: damaged rows are counted, sound ones untouched",
    arguments: [RecordKind.sightings, .calls, .persons, .events])
  func damagedRowsAreCounted(_ kind: RecordKind) throws {
    var read = 0
    var refused = 0
    withEverySeed(1..<(Self.seeds + 1)) { seed, chance in
      let rows = Self.rowsPerSeed / (kind == .sightings ? 1 : 4)
      let damaged = Self.damage(Self.lines(kind, rows, &chance), &chance)
      var text = Array((Self.header(kind) + "\n").utf8)
      for line in damaged.lines { text += line + [10] }
      let whole = reading(text, kind, threads: 2, blockBytes: 1 << 16)
      guard let summary = whole.summary else {
        // A 2 that a flip makes a quote swallows what follows, so the file stops where it stands.
        #expect(whole.error?.code == "TABULAR-QUOTE-OPEN" && whole.error?.place != nil)
        refused += 1
        return
      }
      let kept = whole.records.count + whole.traces.count
      #expect(summary.rowsRead == kept + whole.rejects.count, "seed \(seed)")
      #expect(summary.rejectsByCode.reduce(0) { $0 + $1.count } == whole.rejects.count)
      try check(whole, damaged, kind, seed: seed)
      read += summary.rowsRead
    }
    #expect(refused <= Self.seeds / 2 && read > Int(Self.seeds) * Self.rowsPerSeed / 10)
  }

  /// Every sound line is kept as it reads by itself; every line is kept, told or blank.
  private func check(
    _ whole: Reading, _ damaged: Damaged, _ kind: RecordKind, seed: UInt64
  ) throws {
    var sound = Array((Self.header(kind) + "\n").utf8)
    for (line, isSound) in zip(damaged.lines, damaged.isSound) where isSound {
      sound += line + [10]
    }
    let clean = reading(sound, kind)
    #expect(clean.rejects.isEmpty, "seed \(seed)")
    // A line feed made by a flip makes one line two, and a line feed lost joins nothing: each line
    // is written with its own. A quote made by a flip may take lines with it; then it is told.
    let swallowed = whole.rejects.contains { $0.diagnostic.code.hasPrefix("TABULAR-QUOTE") }
    if whole.traces.isEmpty {
      var left = whole.records.map(\.cells)[...]
      var missing = 0
      for cells in clean.records.map(\.cells) {
        if let place = left.firstIndex(of: cells) {
          left = left[(place + 1)...]
        } else {
          missing += 1
        }
      }
      #expect(missing == 0 || swallowed, "seed \(seed): \(missing) sound rows are missing")
    } else {
      // The last text of a trace is the number of its row, which damage may move.
      var left = whole.traces.map { $0.dropLast() }[...]
      var missing = 0
      for trace in clean.traces.map({ $0.dropLast() }) {
        if let place = left.firstIndex(of: trace) {
          left = left[(place + 1)...]
        } else {
          missing += 1
        }
      }
      #expect(missing == 0 || swallowed, "seed \(seed): \(missing) sound rows are missing")
    }
  }
}
