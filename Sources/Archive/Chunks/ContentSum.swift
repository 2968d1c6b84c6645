import GRDB
import Primitives
import Vocabulary

/// What some sightings say, in 128 bits that do not depend on their order.
///
/// Each row's hash takes in its plate, time, camera, direction, confidence, file and row; the sum
/// of all hashes, wrapping around, stands for the rows. So the sum of a day is the sum of its
/// chunks, however the day is cut up, and is told without reading a chunk. It is not cryptographic:
/// it notices a change, not a forgery.
struct ContentSum: Hashable, Sendable {
  var low: UInt64 = 0
  var high: UInt64 = 0

  static func += (left: inout Self, right: Self) {
    left.low &+= right.low
    left.high &+= right.high
  }

  @inline(__always)
  mutating func add(_ entry: SightingEntry, camera: UInt64, file: UInt64) {
    let rest = UInt64(bitPattern: entry.time) &<< 16 ^ UInt64(bitPattern: entry.time) &>> 48
    let marks = UInt64(entry.direction) &<< 8 | UInt64(entry.confidence)
    let seen = StableHash.mix(entry.plate ^ camera) &+ (rest ^ marks)
    let word = StableHash.mix(seen) ^ file &+ UInt64(entry.row) &* 0x9E37_79B9_7F4A_7C15
    let hash = StableHash.mix(word)
    low &+= hash
    high &+= hash &* (hash &>> 32 | 1) ^ word
  }
}

/// What the archive's numbers of cameras and files stand for, each as a hash that any archive
/// would give it.
struct NumberHashes: Sendable {
  private var cameras: [UInt64] = []
  private var files: [UInt64] = []

  /// Of an empty archive.
  init() {}

  init(_ database: Database) throws {
    let keys = try RawStatement(database, "SELECT camera_no, source, camera_id FROM camera_key")
    while try keys.step() {
      set(
        camera: Int(keys.integer(0)), to: RecordKey(source: keys.text(1), id: keys.text(2)))
    }
    let digests = try RawStatement(database, "SELECT file_no, digest FROM source_file")
    while try digests.step() { set(file: Int(digests.integer(0)), digest: digests.text(1)) }
  }

  mutating func set(camera: Int, to key: RecordKey) {
    var hash = StableHash(seed: 1)
    hash.combine(key.source)
    hash.combine(key.id)
    Self.set(&cameras, camera, hash.value)
  }

  mutating func set(file: Int, digest: String) {
    var hash = StableHash(seed: 2)
    hash.combine(digest)
    Self.set(&files, file, hash.value)
  }

  private static func set(_ hashes: inout [UInt64], _ number: Int, _ hash: UInt64) {
    if number >= hashes.count { hashes += repeatElement(0, count: number + 1 - hashes.count) }
    hashes[number] = hash
  }

  /// The sum of rows.
  func sum(of entries: UnsafeBufferPointer<SightingEntry>) -> ContentSum {
    var sum = ContentSum()
    cameras.withUnsafeBufferPointer { cameras in
      files.withUnsafeBufferPointer { files in
        for entry in entries {
          let (place, file) = (Int(entry.place), Int(entry.file))
          sum.add(
            entry, camera: place < cameras.count ? cameras[place] : UInt64(place),
            file: file < files.count ? files[file] : UInt64(file))
        }
      }
    }
    return sum
  }
}
