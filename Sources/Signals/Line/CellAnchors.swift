import Glibc
import Picture
import Primitives
import Vocabulary

/// Where each number mostly calls from, and how common that is.
///
/// Two phones of one person share their first cell; so do all who live under it, and the fewer
/// these are the more it says.
struct CellAnchors: Sendable {
  /// The cell each number (a position in the book) calls from most; nil with under 5 placed calls.
  let top: [UInt32?]
  private let share: [UInt32: Double]
  private let cells: [CellSite]

  init(_ picture: RegionalPicture, book: ContactBook) {
    let calls = picture.holdings.calls
    var top = [UInt32?](repeating: nil, count: book.numbers.count)
    var anchored: [UInt32: Int] = [:]
    for (position, start) in picture.callerStarts.dropLast().enumerated() {
      var counts: [UInt32: Int] = [:]
      var placed = 0
      for row in start..<picture.callerStarts[position + 1] where calls.cells[row] != .max {
        counts[calls.cells[row], default: 0] += 1
        placed += 1
      }
      guard placed >= 5,
        let cell = counts.min(by: { (-$0.value, $0.key) < (-$1.value, $1.key) })?.key
      else { continue }
      top[Int(book.callerOfRow[start])] = cell
      anchored[cell, default: 0] += 1
    }
    self.top = top
    let all = Double(max(1, anchored.values.reduce(0, +)))
    share = anchored.mapValues { Double($0) / all }
    cells = picture.holdings.cells
  }

  /// What the first cells of a line's numbers and of a phone say, −1.5 … 5 bits.
  func bits(_ line: [UInt32?], _ phone: UInt32?) -> Double {
    guard let phone else { return 0 }
    let known = line.compactMap { $0 }
    guard !known.isEmpty else { return 0 }
    if known.contains(phone) { return min(5, max(0, log2(0.5 / max(1e-4, share[phone] ?? 0)))) }
    guard let here = cells[Int(phone)].position else { return 0 }
    let distances = known.compactMap { cells[Int($0)].position?.kilometres(to: here) }
    guard let nearest = distances.min() else { return 0 }
    return nearest <= 3 ? 1.5 : -1.5
  }
}
