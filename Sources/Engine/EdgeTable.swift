import Networks
import Primitives
import Tabular

/// A table of links read to node numbers, without a text for every row.
struct EdgeTable {
  /// The links, nodes numbered in the order of their names.
  let builder: GraphBuilder
  /// The names in the order of their bytes.
  let names: [String]

  /// Reads `source,target` and, where named, a column of weights.
  ///
  /// - Throws: `EngineError` when a column is missing, a row cannot be read or a weight is not
  ///   above 0: a measure of half a table would be wrong without a word.
  static func read(path: String, weights: String?, workers: Workers) throws -> EdgeTable {
    let reader = try ParallelReader.csv(SourceOpening.open(path: path, followsLinks: true))
    let needed = ["source", "target"] + (weights.map { [$0] } ?? [])
    let columns = try needed.map { name in
      guard let column = reader.header.position(of: name) else {
        throw EngineError(
          "\(path) has no column \(name)",
          mend: "give it a header with \(needed.joined(separator: ","))", exit: .data)
      }
      return column
    }
    var interner = ByteInterner()
    var ends: [UInt32] = []
    var strengths: [Double] = []
    _ = try reader.read(on: workers) { block in
      if let bad = block.badRows.first {
        throw EngineError(
          "\(path):\(bad.diagnostic.place.line): \(bad.diagnostic.reason)",
          mend: bad.diagnostic.mend, exit: .data)
      }
      return try part(of: block, columns: columns, path: path)
    } consume: { part in
      var number: [UInt32] = []
      number.reserveCapacity(part.names.count)
      part.names.forEach { number.append(interner.position(of: $0)) }
      for end in part.ends { ends.append(number[Int(end)]) }
      strengths += part.weights
    }
    return EdgeTable(interner, ends: ends, strengths: weights == nil ? nil : strengths)
  }

  private init(_ interner: ByteInterner, ends: [UInt32], strengths: [Double]?) {
    let order = interner.sorted()
    var place = [UInt32](repeating: 0, count: order.count)
    for (new, old) in order.enumerated() { place[Int(old)] = UInt32(new) }
    names = order.map { interner[Int($0)] }
    var builder = GraphBuilder(nodeCount: order.count)
    builder.reserve(ends.count / 2)
    for link in 0..<ends.count / 2 {
      let (source, target) = (place[Int(ends[2 * link])], place[Int(ends[2 * link + 1])])
      if let strengths {
        builder.add(Int(source), Int(target), weight: strengths[link])
      } else {
        builder.add(source, target)
      }
    }
    self.builder = builder
  }

  /// What one block holds: its own names, and links by their positions among them.
  private struct Part: Sendable {
    var names = ByteInterner()
    var ends: [UInt32] = []
    var weights: [Double] = []
  }

  private static func part(of block: RowBlock, columns: [Int], path: String) throws -> Part {
    var part = Part()
    part.ends.reserveCapacity(2 * block.count)
    try block.withFields { fields in
      for row in 0..<fields.count {
        part.ends.append(part.names.position(of: fields[row, columns[0]]))
        part.ends.append(part.names.position(of: fields[row, columns[1]]))
        guard columns.count > 2 else { continue }
        let text = String(decoding: fields[row, columns[2]], as: UTF8.self)
        guard let weight = Double(text), GraphBuilder.isUsable(weight: weight) else {
          throw EngineError(
            "\(path):\(block.place(row).line): the weight is not a finite number above 0",
            mend: "leave out edges without weight, and give the others a positive number",
            exit: .data)
        }
        part.weights.append(weight)
      }
    }
    return part
  }
}
