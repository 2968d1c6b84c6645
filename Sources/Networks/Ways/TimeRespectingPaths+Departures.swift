public import Primitives

extension TimeRespectingPaths {
  /// Departure times and the contact each leaves by.
  public struct Departures: Hashable, Sendable {
    /// The latest departure from each node; nil where no way leads to the target in time.
    public let departures: [Instant?]
    /// The contact each departure takes; nil for the target and where no way leads.
    public let leavesBy: [Contact?]

    /// The contacts of a latest way from `node`, first to last; empty for the target, nil where no
    /// way leads.
    public func path(from node: Int) -> [Contact]? {
      guard departures[node] != nil else { return nil }
      var contacts: [Contact] = []
      var at = node
      while let contact = leavesBy[at] {
        contacts.append(contact)
        at = Int(contact.source) == at ? Int(contact.target) : Int(contact.source)
      }
      return contacts
    }
  }

  /// How late something could have left each node and still have come to `target` in time.
  ///
  ///     departure(u) = max  t   over contacts (u, v, t) with t + delay ≤ departure(v)
  ///
  /// Reads as: who could still have told them, and until when. Someone whose latest departure lies
  /// before an event cannot have passed word of it.
  ///
  /// Degenerate cases: nil where no such way leads; the target departs when it must be there.
  /// Contacts that end later are not used.
  ///
  /// - Parameters:
  ///   - contacts: In any order.
  ///   - nodeCount: The number of nodes; every contact names two of them.
  ///   - target: Where the ways end.
  ///   - deadline: When they must have arrived.
  /// - Complexity: O(C log C) for C contacts to sort, then one pass from the last to the first. The
  ///   same contacts in any order give the same output.
  ///
  /// > H. Wu, J. Cheng, S. Huang, Y. Ke, Y. Lu, Y. Xu. "Path problems in temporal graphs." 2014.
  /// > DOI:[10.14778/2732939.2732945](https://doi.org/10.14778/2732939.2732945)
  /// >
  /// > D. Kempe, J. Kleinberg, A. Kumar. "Connectivity and inference problems for temporal
  /// > networks." 2002. DOI:[10.1006/jcss.2002.1829](https://doi.org/10.1006/jcss.2002.1829)
  public func departures(
    on contacts: [Contact], nodeCount: Int, to target: Int, arrivingBy deadline: Instant
  ) -> Departures {
    precondition(target >= 0 && target < nodeCount, "a way ends at a node of the graph")
    var departures = [Instant?](repeating: nil, count: nodeCount)
    var leavesBy = [Contact?](repeating: nil, count: nodeCount)
    departures[target] = deadline
    // The later a contact, the earlier it is looked at: what it gives can be of use to earlier ones
    // only. Ties by node, so that the way told is always the same.
    let sorted = contacts.filter { $0.at < deadline }.sorted {
      ($1.at, $0.source, $0.target) < ($0.at, $1.source, $1.target)
    }
    func pass(_ contact: Contact, from: UInt32, to: UInt32) {
      guard let there = departures[Int(to)], contact.at.adding(seconds: delaySeconds) <= there
      else { return }
      if let known = departures[Int(from)], known >= contact.at { return }
      departures[Int(from)] = contact.at
      leavesBy[Int(from)] = contact
    }
    for contact in sorted {
      pass(contact, from: contact.source, to: contact.target)
      if !directed { pass(contact, from: contact.target, to: contact.source) }
    }
    return Departures(departures: departures, leavesBy: leavesBy)
  }
}
