import Primitives
import Testing

@testable import Tabular

// Goal: rows read from any place of a block on are those of the whole block. Method: from every
// record's start, in stretches of every length, over texts with quotes, blank lines and bad rows.

@Suite struct TextBlockTests {
  private struct Row: Equatable {
    var place: SourcePlace
    var fields: [String]
  }

  private func rows(_ block: RowBlock) -> [Row] {
    let good = (0..<block.count).map { row in
      Row(
        place: block.place(row), fields: (0..<block.columnCount).map { block.text(row, $0) })
    }
    let bad = block.badRows.map {
      Row(place: $0.diagnostic.place, fields: [$0.diagnostic.code, $0.diagnostic.reason])
    }
    return (good + bad).sorted { $0.place < $1.place }
  }

  @Test(arguments: [1, 2, 3, 5, 1_000])
  func stretchesAddUpToTheBlock(_ count: Int) throws {
    let texts = [
      "a,b\n1,2\n\n3,\"4\n5\"\r\n6\n\"7\"\"\",8\n\r\n9,\"x\"y\n10,11",
      "a,b\n1,2\n\"open,3\n4,5\n",
    ]
    for text in texts {
      let reader = try ParallelReader.csv(MemorySource(text: text))
      _ = try reader.readText(on: .one) { block in
        #expect(block.plainForm?.columnCount == 2)
        let whole = rows(block.rows())
        var parts: [Row] = []
        var (start, row, line) = (block.start, block.firstRow, block.firstLine)
        while start < block.withText({ $0.count }) {
          let stretch = block.rows(from: start, row: row, line: line, atLeast: count)
          parts += rows(stretch.rows)
          #expect(stretch.end > start)
          start = stretch.end
          row += stretch.rows.rowsRead
          line += stretch.lineCount
        }
        #expect(parts == whole)
        return TextBlock.Outcome(output: (), rows: whole.count, badRows: block.rows().badRows.count)
      } consume: {
      }
    }
  }

  @Test func onlyCSVHasAPlainForm() throws {
    let reader = try ParallelReader.ndjson(MemorySource(text: "{\"a\":1}\n"), columns: ["a"])
    let totals = try reader.readText(on: .one) { block in
      #expect(block.plainForm == nil)
      return TextBlock.Outcome(output: (), rows: block.rows().count, badRows: 0)
    } consume: {
    }
    #expect(totals.rows == 1)
  }
}
