import Picture
import Primitives
import Vocabulary

/// Who is in touch with whom, by telephone, and when each number was in use.
///
/// Numbers are dense positions in `numbers`. Contacts are kept as one flat column with a run a
/// number; both directions count, connections for data do not.
///
///     contacts[starts[n] ..< starts[n + 1]]   ascending positions of the contacts of n
///     counts                                  calls and texts both ways, in step
///
/// - Complexity: Time O(calls · log numbers), memory O(calls).
struct ContactBook: Sendable {
  /// When a number was in use, by the direction of its calls. Counts of 0 leave times at 0.
  struct Activity: Sendable {
    var firstOut: Int64 = 0
    var lastOut: Int64 = 0
    var outCount = 0
    var firstIn: Int64 = 0
    var lastIn: Int64 = 0
    var inCount = 0

    /// First sign of life. Both directions, for a text may arrive before the first is sent; a busy
    /// number is dated by its own calls, for somebody may have misdialled it long before.
    var first: Int64 {
      guard outCount > 0 else { return firstIn }
      return inCount > 0 && outCount < 20 ? min(firstOut, firstIn) : firstOut
    }

    /// Last sign of life of whoever holds it: customers go on calling a number that is dead, so
    /// what arrives counts only when nothing was ever sent.
    var last: Int64 { outCount > 0 ? lastOut : lastIn }
  }

  /// Packed numbers, ascending.
  let numbers: [UInt64]
  let starts: [Int]
  let contacts: [UInt32]
  let counts: [UInt32]
  /// Rows in the calls of which a number is the B party: `incoming[incomingStarts[n] ..< …]`, in
  /// order of rows.
  let incomingStarts: [Int]
  let incoming: [UInt32]
  /// The caller and the called of every row, as positions in `numbers`.
  let callerOfRow: [UInt32]
  let calledOfRow: [UInt32]
  let activity: [Activity]
  /// Whether a source gives numbers as codes of its own, so that a short code may be a person.
  let codesArePeople: Bool
  /// First and last call of all.
  let begin: Int64
  let end: Int64

  init(_ picture: RegionalPicture, workers: Workers) throws {
    let calls = picture.holdings.calls
    let numbers = Self.merged(picture.callers, Self.distinct(calls.bNumbers))
    self.numbers = numbers
    let callers = picture.callers.map {
      UInt32(truncatingIfNeeded: Self.position(of: $0, in: numbers))
    }
    var callerOfRow = [UInt32](repeating: 0, count: calls.count)
    for (position, number) in callers.enumerated() {
      for row in picture.callerStarts[position]..<picture.callerStarts[position + 1] {
        callerOfRow[row] = number
      }
    }
    self.callerOfRow = callerOfRow
    let chunks = max(1, min(64, calls.count / 16_384))
    calledOfRow = try parallelMap(chunks: chunks, on: workers) { chunk in
      chunkBounds(chunk, of: chunks, count: calls.count).map {
        UInt32(truncatingIfNeeded: Self.position(of: calls.bNumbers[$0], in: numbers))
      }
    }.flatMap { $0 }
    (incomingStarts, incoming) = Self.grouped(calledOfRow, groups: numbers.count)
    (starts, contacts, counts) = Self.contactColumns(
      calls: calls, callerOfRow: callerOfRow, calledOfRow: calledOfRow, numbers: numbers.count)
    var activity = Self.activity(
      calls.times, callerOfRow: callerOfRow, calledOfRow: calledOfRow, numbers: numbers.count)
    for (position, number) in callers.enumerated() {
      let rows = picture.callerStarts[position]..<picture.callerStarts[position + 1]
      let span = Self.sustained(rows, times: calls.times)
      activity[Int(number)].firstOut = span.first
      activity[Int(number)].lastOut = span.last
    }
    self.activity = activity
    codesArePeople = 2 * numbers.count { TelephoneNumber(packed: $0).isShortCode } > numbers.count
    begin = calls.times.min() ?? 0
    end = calls.times.max() ?? 0
  }

  /// The position of a packed number, if it was ever in a call.
  func position(of number: UInt64) -> Int? {
    let at = Self.position(of: number, in: numbers)
    return at < numbers.count && numbers[at] == number ? at : nil
  }

  /// The run of a number in `contacts` and `counts`.
  func run(of number: Int) -> Range<Int> { starts[number]..<starts[number + 1] }

  /// With how many different numbers a number was in touch.
  func degree(of number: Int) -> Int { starts[number + 1] - starts[number] }

  /// Calls and texts between two numbers.
  func calls(between one: Int, and other: Int) -> Int {
    let run = run(of: one)
    let at = Self.position(of: UInt32(other), in: contacts[run])
    return at < run.upperBound && contacts[at] == UInt32(other) ? Int(counts[at]) : 0
  }

  /// Whether a number is never a person's: a short code of the network.
  func isService(_ number: Int) -> Bool {
    !codesArePeople && TelephoneNumber(packed: numbers[number]).isShortCode
  }

  /// The days between first and last call, at least 1.
  var days: Double { max(1, Double(end - begin) / 86_400) }
}

extension ContactBook {
  /// The first place at which `value` could stand.
  static func position<Values: RandomAccessCollection>(
    of value: Values.Element, in values: Values
  ) -> Values.Index where Values.Element: Comparable, Values.Index == Int {
    var low = values.startIndex
    var high = values.endIndex
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  static func distinct(_ values: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    for value in values.sorted() where result.last != value { result.append(value) }
    return result
  }

  static func merged(_ left: [UInt64], _ right: [UInt64]) -> [UInt64] {
    var result: [UInt64] = []
    result.reserveCapacity(left.count + right.count)
    var (i, j) = (0, 0)
    while i < left.count || j < right.count {
      let takeLeft = j == right.count || (i < left.count && left[i] <= right[j])
      let next = takeLeft ? left[i] : right[j]
      if takeLeft { i += 1 } else { j += 1 }
      if result.last != next { result.append(next) }
    }
    return result
  }

  /// Rows by their group, in order of rows.
  static func grouped(_ groupOfRow: [UInt32], groups: Int) -> (starts: [Int], rows: [UInt32]) {
    var starts = [Int](repeating: 0, count: groups + 1)
    for group in groupOfRow { starts[Int(group) + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: groupOfRow.count)
    for (row, group) in groupOfRow.enumerated() {
      rows[next[Int(group)]] = UInt32(truncatingIfNeeded: row)
      next[Int(group)] += 1
    }
    return (starts, rows)
  }

  /// First and last call but for strays: single calls, at most one a day and one in twenty, five
  /// days or more away from all others. They are a wrong time in a feed, or somebody who tried the
  /// old card once more.
  ///
  /// - Parameter rows: Not empty, in order of time.
  static func sustained(_ rows: Range<Int>, times: [Int64]) -> (first: Int64, last: Int64) {
    var (first, last) = (rows.lowerBound, rows.upperBound - 1)
    guard rows.count >= 20 else { return (times[first], times[last]) }
    let most = max(2, rows.count / 20)
    let gap: Int64 = 5 * 86_400
    func areSparse(_ strays: ClosedRange<Int>) -> Bool {
      let span = times[strays.upperBound] - times[strays.lowerBound]
      return Int64(strays.count - 1) * 86_400 <= span || strays.count <= 2
    }
    let ending = ((last - most)..<last).first {
      times[$0 + 1] - times[$0] >= gap && areSparse(($0 + 1)...last)
    }
    let beginning = ((first + 1)...(first + most)).last {
      times[$0] - times[$0 - 1] >= gap && areSparse(first...($0 - 1))
    }
    if let ending { last = ending }
    if let beginning, beginning <= last { first = beginning }
    return (times[first], times[last])
  }

  private static func contactColumns(
    calls: CallColumns, callerOfRow: [UInt32], calledOfRow: [UInt32], numbers: Int
  ) -> (starts: [Int], contacts: [UInt32], counts: [UInt32]) {
    // Each tie once a direction, caller by caller; then both directions of a number together.
    var from: [UInt32] = []
    var to: [UInt32] = []
    var weight: [UInt32] = []
    var row = 0
    var called: [UInt32] = []
    while row < calls.count {
      let caller = callerOfRow[row]
      called.removeAll(keepingCapacity: true)
      while row < calls.count && callerOfRow[row] == caller {
        if calls.kinds[row] != CallKind.data.rawValue && calledOfRow[row] != caller {
          called.append(calledOfRow[row])
        }
        row += 1
      }
      called.sort()
      for (place, other) in called.enumerated() {
        if place > 0 && called[place - 1] == other {
          weight[weight.count - 1] += 1
        } else {
          from.append(caller)
          to.append(other)
          weight.append(1)
        }
      }
    }
    return bothWays(from: from, to: to, weight: weight, numbers: numbers)
  }

  private static func bothWays(
    from: [UInt32], to: [UInt32], weight: [UInt32], numbers: Int
  ) -> (starts: [Int], contacts: [UInt32], counts: [UInt32]) {
    let (outStarts, outTies) = grouped(from, groups: numbers)
    let (inStarts, inTies) = grouped(to, groups: numbers)
    var starts = [0]
    starts.reserveCapacity(numbers + 1)
    var contacts: [UInt32] = []
    var counts: [UInt32] = []
    contacts.reserveCapacity(2 * from.count)
    counts.reserveCapacity(2 * from.count)
    for number in 0..<numbers {
      // Both lists ascend, the outgoing by its sort, the incoming by the order of callers.
      var (i, j) = (outStarts[number], inStarts[number])
      let (iEnd, jEnd) = (outStarts[number + 1], inStarts[number + 1])
      while i < iEnd || j < jEnd {
        let out = i < iEnd ? to[Int(outTies[i])] : UInt32.max
        let into = j < jEnd ? from[Int(inTies[j])] : UInt32.max
        contacts.append(min(out, into))
        var count: UInt32 = 0
        if out <= into {
          count += weight[Int(outTies[i])]
          i += 1
        }
        if into <= out {
          count += weight[Int(inTies[j])]
          j += 1
        }
        counts.append(count)
      }
      starts.append(contacts.count)
    }
    return (starts, contacts, counts)
  }

  private static func activity(
    _ times: [Int64], callerOfRow: [UInt32], calledOfRow: [UInt32], numbers: Int
  ) -> [Activity] {
    var activity = [Activity](repeating: Activity(), count: numbers)
    for row in times.indices {
      let time = times[row]
      let caller = Int(callerOfRow[row])
      if activity[caller].outCount == 0 || time < activity[caller].firstOut {
        activity[caller].firstOut = time
      }
      if activity[caller].outCount == 0 || time > activity[caller].lastOut {
        activity[caller].lastOut = time
      }
      activity[caller].outCount += 1
      let called = Int(calledOfRow[row])
      if activity[called].inCount == 0 || time < activity[called].firstIn {
        activity[called].firstIn = time
      }
      if activity[called].inCount == 0 || time > activity[called].lastIn {
        activity[called].lastIn = time
      }
      activity[called].inCount += 1
    }
    return activity
  }
}
