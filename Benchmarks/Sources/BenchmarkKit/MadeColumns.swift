import Primitives
public import Vocabulary

/// Rows made up for cases that begin behind the readers.
public enum MadeColumns {
  /// A file that was never delivered, with 64 digits that follow from a number.
  public static func file(_ number: Int, _ kind: RecordKind) -> SourceFile {
    SourceFile(
      source: "cheshire", kind: kind, name: "\(kind.rawValue)-\(number).csv",
      digest: (0..<4).map { StableHash.hex(StableHash.mix(UInt64(number * 4 + $0 + 1))) }.joined())
  }

  /// Sightings in the order in which cameras send them: by time; 60,000 vehicles, 400 cameras.
  public static func sightings(rows: Int, days: Int, seed: UInt64) -> SightingColumns {
    var random = SeededGenerator(seed: seed)
    var columns = SightingColumns()
    columns.reserveCapacity(rows)
    columns.cameraKeys = (0..<400).map { RecordKey(source: "cheshire", id: "M6-J\($0)") }
    for row in 0..<rows {
      columns.plates.append(plate(random.below(60_000)))
      columns.cameras.append(UInt32(random.below(400)))
      columns.times.append(FeedWriter.start + Int64(row) * Int64(days) * 86_400 / Int64(rows))
      columns.directions.append(UInt8(random.below(9)))
      columns.confidences.append(UInt8(random.below(101)))
      columns.files.append(0)
      columns.rows.append(UInt32(row + 1))
    }
    return columns
  }

  /// A packed registration, one a number below 2³⁰.
  public static func plate(_ number: Int) -> UInt64 {
    // Seven characters of 0 … 31 in six bits each; an empty one would be 0.
    (0..<7).reduce(0) { word, place in
      word | (UInt64(1 + (number &>> (5 * place)) & 31) &<< UInt64(54 - 6 * place))
    }
  }

  /// Records of people, of whom every `changedEvery`th has another address in another edition.
  public static func persons(
    rows: Int, edition: Int = 0, changedEvery: Int = .max
  ) -> [RecordRow] {
    let empty = [Cell](repeating: .empty, count: KindContract.of(.persons).columns.count)
    return (1...rows).map { row in
      var cells = empty
      cells[0] = .text("P\(row)")
      cells[1] = .text("Family\(row % 997)")
      cells[2] = .text("Given\(row % 89)")
      cells[3] = .text("19\(60 + row % 40)-0\(1 + row % 9)-1\(row % 10)")
      cells[7] = .text("\(row) Mill Lane\(row % changedEvery == 0 ? ", flat \(edition)" : "")")
      return RecordRow(
        kind: .persons, source: "cheshire",
        place: RecordPlace(file: Ordinal(0), row: UInt32(row), line: UInt32(row + 1)),
        cells: cells)
    }
  }
}
