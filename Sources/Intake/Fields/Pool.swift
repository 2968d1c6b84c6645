import Synchronization

/// Things that cost something to make, lent to whoever works on a block and taken back after it.
final class Pool<Item: Sendable>: Sendable {
  private let items = Mutex<[Item]>([])

  /// One that was put back; nil when all are out.
  func take() -> Item? { items.withLock { $0.popLast() } }

  func put(_ item: Item) { items.withLock { $0.append(item) } }
}
