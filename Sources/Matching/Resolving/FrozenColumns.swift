/// The columns that comparing a pair reads, outside Swift's arrays.
///
/// Two threads that slice one array both count its references, millions of times a second, on one
/// cache line; that made comparing five times slower. These columns are written once, never
/// change, and live as long as their owner.
///
/// Unchecked, because the compiler cannot see that nothing writes after `init`.
final class FrozenColumns: @unchecked Sendable {
  private var owned: [UnsafeMutableRawPointer] = []

  deinit {
    for pointer in owned { pointer.deallocate() }
  }

  /// A copy of the array that lives as long as this owner.
  func freeze<Value: BitwiseCopyable>(_ array: [Value]) -> UnsafeBufferPointer<Value> {
    guard !array.isEmpty else { return UnsafeBufferPointer(start: nil, count: 0) }
    let memory = UnsafeMutableBufferPointer<Value>.allocate(capacity: array.count)
    _ = memory.initialize(from: array)
    if let base = memory.baseAddress { owned.append(UnsafeMutableRawPointer(base)) }
    return UnsafeBufferPointer(memory)
  }

  /// The arrays end to end.
  func freeze<Value: BitwiseCopyable>(_ arrays: [[Value]]) -> UnsafeBufferPointer<Value> {
    let memory = allocate(Value.self, count: arrays.reduce(0) { $0 + $1.count })
    var next = 0
    for array in arrays {
      _ = UnsafeMutableBufferPointer(rebasing: memory[next...]).initialize(from: array)
      next += array.count
    }
    return UnsafeBufferPointer(memory)
  }

  /// Memory to be filled once, before anybody reads it.
  func allocate<Value: BitwiseCopyable>(
    _ type: Value.Type, count: Int
  ) -> UnsafeMutableBufferPointer<Value> {
    let memory = UnsafeMutableBufferPointer<Value>.allocate(capacity: max(1, count))
    if let base = memory.baseAddress { owned.append(UnsafeMutableRawPointer(base)) }
    return UnsafeMutableBufferPointer(rebasing: memory[0..<count])
  }
}

/// Words laid end to end, with the place where each begins.
struct WordColumn: @unchecked Sendable {
  let bytes: UnsafeBufferPointer<UInt8>
  let offsets: UnsafeBufferPointer<Int32>
  /// What letters each word has.
  let letters: UnsafeBufferPointer<LetterSet>

  init(bytes: [UInt8], offsets: [Int32], in owner: FrozenColumns) {
    self.bytes = owner.freeze(bytes)
    self.offsets = owner.freeze(offsets)
    let letters = owner.allocate(LetterSet.self, count: offsets.count - 1)
    for word in letters.indices {
      letters[word] = LetterSet(
        UnsafeBufferPointer(rebasing: self.bytes[Int(offsets[word])..<Int(offsets[word + 1])]))
    }
    self.letters = UnsafeBufferPointer(letters)
  }

  func length(_ word: Int32) -> Int { Int(offsets[Int(word) + 1] - offsets[Int(word)]) }

  func initial(_ word: Int32) -> UInt8 { bytes[Int(offsets[Int(word)])] }

  subscript(word: Int32) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(
      rebasing: bytes[Int(offsets[Int(word)])..<Int(offsets[Int(word) + 1])])
  }
}

/// A home in numbers: what two homes are compared by.
struct PackedHome: BitwiseCopyable, Sendable {
  /// Ordinal of the house number, −1 for none; likewise the flat.
  var house: Int32
  var flat: Int32
  /// Ordinal of the street in the words of homes, −1 for none; likewise the postcode.
  var street: Int32
  var postcode: Int32
  var outwardCount: Int32
  var isWhole: Bool
  /// Ordinal of house number and street together, −1 without a street.
  var address: Int32
}

/// Everything a pair of records is compared by.
struct PairColumns: @unchecked Sendable {
  let words: WordColumn
  let sounds: UnsafeBufferPointer<UInt32>
  let letters: UnsafeBufferPointer<UInt64>
  let groups: UnsafeBufferPointer<UInt64>
  let established: UnsafeBufferPointer<Bool>
  let nameParts: UnsafeBufferPointer<Int32>
  let forms: UnsafeBufferPointer<NameForm>
  let formStarts: UnsafeBufferPointer<Int32>
  let births: UnsafeBufferPointer<PackedBirth>
  let sexes: UnsafeBufferPointer<UInt8>
  let pncStems: UnsafeBufferPointer<Int32>
  let pncChecks: UnsafeBufferPointer<UInt8>
  let pncWords: WordColumn
  let homeOf: UnsafeBufferPointer<Int32>
  let homes: UnsafeBufferPointer<PackedHome>
  let homeWords: WordColumn
  let numbers: UnsafeBufferPointer<Int32>
  let numberStarts: UnsafeBufferPointer<Int32>
  /// Column after column, a record's text in each; −1 when empty.
  let extras: UnsafeBufferPointer<Int32>
  let extraWords: WordColumn
  let records: Int
  let extraCount: Int

  /// See `NameFrequencies`.
  let partsSurprise: Float
  let furtherSurprise: Float
  let familySurprise: UnsafeBufferPointer<Float>
  let familyPartSurprise: UnsafeBufferPointer<Float>
  let givenSurprise: UnsafeBufferPointer<Float>
  /// By record.
  let birthSurprise: UnsafeBufferPointer<Float>
  let addressSurprise: UnsafeBufferPointer<Float>
  let postcodeSurprise: UnsafeBufferPointer<Float>
  let numberSurprise: UnsafeBufferPointer<Float>
  let extraSurprise: UnsafeBufferPointer<Float>

  func given(_ form: NameForm) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(
      rebasing: nameParts[Int(form.givenStart)..<Int(form.givenStart + form.givenCount)])
  }

  func family(_ form: NameForm) -> UnsafeBufferPointer<Int32> {
    UnsafeBufferPointer(
      rebasing: nameParts[Int(form.familyStart)..<Int(form.familyStart + form.familyCount)])
  }

  /// Whether two words share a nickname group.
  func shareGroup(_ one: Int32, _ other: Int32) -> Bool {
    var left = groups[Int(one)]
    let right = groups[Int(other)]
    guard right != 0 else { return false }
    while left != 0 {
      var rest = right
      while rest != 0 {
        if rest & 0xFFFF == left & 0xFFFF { return true }
        rest &>>= 16
      }
      left &>>= 16
    }
    return false
  }
}
