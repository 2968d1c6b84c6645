import Glibc
import Networks

/// Links as other programs write them for this race.
struct LinkFile {
  let links: String
  let weights: String?
  let nodes: Int

  enum Failure: Error, CustomStringConvertible {
    case unreadable(String)
    case uneven(String)
    case outside(link: Int)

    var description: String {
      switch self {
      case .unreadable(let path): "\(path) cannot be read"
      case .uneven(let path): "\(path) does not hold whole links; two 32-bit numbers each"
      case .outside(let link): "link \(link) names a node beyond --nodes, or has no weight"
      }
    }
  }

  func graph() throws -> UndirectedGraph {
    let ends = try numbers(links)
    guard ends.count % 2 == 0 else { throw Failure.uneven(links) }
    let strengths = try weights.map(numbers)
    var builder = GraphBuilder(nodeCount: nodes)
    builder.reserve(ends.count / 2)
    for link in 0..<ends.count / 2 {
      let (a, b) = (Int(ends[2 * link]), Int(ends[2 * link + 1]))
      guard a < nodes, b < nodes else { throw Failure.outside(link: link) }
      if let strengths {
        guard link < strengths.count, strengths[link] > 0 else {
          throw Failure.outside(link: link)
        }
        builder.add(a, b, weight: Double(strengths[link]))
      } else {
        builder.add(a, b)
      }
    }
    return builder.undirected().graph
  }

  private func numbers(_ path: String) throws -> [UInt32] {
    guard let file = fopen(path, "rb") else { throw Failure.unreadable(path) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let count = ftell(file) / 4
    rewind(file)
    return try [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = fread(buffer.baseAddress, 4, count, file)
      guard filled == count else { throw Failure.unreadable(path) }
    }
  }
}
