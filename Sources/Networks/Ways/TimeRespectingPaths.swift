public import Primitives

/// One contact at one time.
public struct Contact: Hashable, Sendable {
  /// The node it started from.
  public let source: UInt32
  /// The node it reached.
  public let target: UInt32
  /// When.
  public let at: Instant

  /// A contact of two nodes at an instant.
  public init(source: Int, target: Int, at: Instant) {
    self.source = UInt32(source)
    self.target = UInt32(target)
    self.at = at
  }
}

/// When something that starts at one node could first have come to each other node.
///
/// A way respects time when each of its contacts comes after the one before. The static picture
/// joins a to c through b even where b spoke to c first and to a later; nothing passed that way.
///
///     arrival(v) = min  t + delay   over contacts (u, v, t) with t ≥ arrival(u)
///
/// Reads as: who could have known, and when at the earliest. Not: who knew.
///
/// Degenerate cases: nil where no such way leads; the source arrives when it starts. Contacts
/// before the start are not used. Two contacts at one instant never follow each other, because
/// the delay is at least a second.
///
/// Complexity: O(C log C) for C contacts to sort, then one pass. The same contacts in any order
/// give the same output.
///
/// > H. Wu, J. Cheng, S. Huang, Y. Ke, Y. Lu, Y. Xu. "Path problems in temporal graphs." 2014.
/// > DOI:[10.14778/2732939.2732945](https://doi.org/10.14778/2732939.2732945)
public struct TimeRespectingPaths: Sendable {
  /// Seconds a contact takes before the other side can pass on. The default is 1. At least 1.
  public var delaySeconds: Int64
  /// Whether a contact passes things in its direction only. The default is false: a call carries
  /// words both ways.
  public var directed: Bool

  /// Time-respecting ways with the given delay.
  public init(delaySeconds: Int64 = 1, directed: Bool = false) {
    precondition(delaySeconds >= 1, "a contact takes at least a second to pass on")
    self.delaySeconds = delaySeconds
    self.directed = directed
  }

  /// Arrival times and the contact that brought each.
  public struct Result: Hashable, Sendable {
    /// The earliest arrival at each node; nil where no way leads.
    public let arrivals: [Instant?]
    /// The contact each arrival came by; nil for the source and where no way leads.
    public let broughtBy: [Contact?]

    /// The contacts of an earliest way to `node`, first to last; empty for the source, nil where
    /// no way leads.
    public func path(to node: Int) -> [Contact]? {
      guard arrivals[node] != nil else { return nil }
      var contacts: [Contact] = []
      var at = node
      while let contact = broughtBy[at] {
        contacts.append(contact)
        at = Int(contact.source) == at ? Int(contact.target) : Int(contact.source)
      }
      return contacts.reversed()
    }
  }

  /// The earliest arrivals from `source`, starting at an instant.
  ///
  /// - Parameters:
  ///   - contacts: In any order.
  ///   - nodeCount: The number of nodes; every contact names two of them.
  public func run(
    on contacts: [Contact], nodeCount: Int, from source: Int, startingAt: Instant
  ) -> Result {
    precondition(source >= 0 && source < nodeCount, "a way starts from a node of the graph")
    var arrivals = [Instant?](repeating: nil, count: nodeCount)
    var broughtBy = [Contact?](repeating: nil, count: nodeCount)
    arrivals[source] = startingAt
    // In order of time a single pass settles everything: what a contact brings cannot be of use to
    // an earlier or a simultaneous one. Ties by node, so that the way told is always the same.
    let sorted = contacts.filter { $0.at >= startingAt }.sorted {
      ($0.at, $0.source, $0.target) < ($1.at, $1.source, $1.target)
    }
    for contact in sorted {
      pass(contact, from: contact.source, to: contact.target, &arrivals, &broughtBy)
      if !directed {
        pass(contact, from: contact.target, to: contact.source, &arrivals, &broughtBy)
      }
    }
    return Result(arrivals: arrivals, broughtBy: broughtBy)
  }

  private func pass(
    _ contact: Contact, from: UInt32, to: UInt32, _ arrivals: inout [Instant?],
    _ broughtBy: inout [Contact?]
  ) {
    guard let here = arrivals[Int(from)], here <= contact.at else { return }
    let there = contact.at.adding(seconds: delaySeconds)
    if let known = arrivals[Int(to)], known <= there { return }
    arrivals[Int(to)] = there
    broughtBy[Int(to)] = contact
  }
}
