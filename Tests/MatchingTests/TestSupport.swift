import Matching
import Primitives
import Vocabulary

@testable import Matching

func key(_ id: String, _ source: String = "test") -> RecordKey { RecordKey(source: source, id: id) }

func date(_ text: String) -> PartialDate? { try? PartialDate(text) }

/// A comparer of two records, in order of their keys.
func pairOf(_ a: PersonForMatching, _ b: PersonForMatching, extra: Int = 0) -> PairComparer {
  PairComparer(
    persons: PreparedPersons(
      MatchingInput(
        persons: [a, b], extraNames: (0..<extra).map { "column\($0)" }, asOf: PersonWorld.asOf)))
}

func person(
  _ id: String, _ family: String?, _ given: String?, _ birth: String? = nil, sex: String? = nil,
  address: String? = nil, postcode: String? = nil, pnc: String? = nil, numbers: [UInt64] = [],
  aliases: [String] = [], source: String = "test"
) -> PersonForMatching {
  PersonForMatching(
    key: key(id, source), familyName: family, givenNames: given, aliases: aliases,
    dateOfBirth: birth.flatMap { date($0) }, sex: sex, pncId: pnc, address: address,
    postcode: postcode, numbers: numbers)
}

/// Settings with fewer random pairs, because unoptimised code is slow.
func quickSettings() -> MatchingSettings {
  var settings = MatchingSettings()
  settings.randomPairsMax = 15_000
  return settings
}

/// Resolves with a model estimated from the same records.
func resolve(_ persons: [PersonForMatching], threads: Int = 1) throws -> Resolution {
  let resolver = try Resolver(
    MatchingInput(persons: persons, asOf: PersonWorld.asOf), settings: quickSettings(),
    on: Workers(threads: threads))
  return try resolver.resolve(with: try resolver.estimateModel())
}

/// A resolution that is asked who is one with whom; it prints short.
struct Groups: CustomStringConvertible {
  let resolution: Resolution
  private let entityOf: [RecordKey: String]

  init(_ resolution: Resolution) {
    self.resolution = resolution
    var entityOf: [RecordKey: String] = [:]
    for entity in resolution.entities {
      for member in entity.members { entityOf[member.key] = entity.id }
    }
    self.entityOf = entityOf
  }

  var description: String { "\(resolution.entities.count) entities" }

  func areOne(_ a: String, _ b: String) -> Bool { entityOf[key(a)] == entityOf[key(b)] }
}

/// Records of other people, so that names and homes have frequencies, and a model made from them.
enum Background {
  static let records = PersonWorld(seed: 5, recordCount: 250).records

  static let model: MatchingModel = {
    do {
      let resolver = try Resolver(
        MatchingInput(persons: records, asOf: PersonWorld.asOf), settings: quickSettings(),
        on: .one)
      return try resolver.estimateModel()
    } catch {
      preconditionFailure("the background could not be estimated: \(error)")
    }
  }()

  /// Resolves planted records among the others with the frozen model.
  static func resolve(
    _ planted: [PersonForMatching], together: [RecordPair] = [],
    judgements: [MatchingJudgement] = []
  ) throws -> Groups {
    let resolver = try Resolver(
      MatchingInput(
        persons: records + planted, togetherInEvent: together, judgements: judgements,
        asOf: PersonWorld.asOf), on: .one)
    return Groups(try resolver.resolve(with: model))
  }
}

/// Pairs of records in one group, counted against the truth.
struct PairCounts {
  var found = 0
  var right = 0
  var wanted = 0

  init(_ resolution: Resolution, truth: [RecordKey: Int]) {
    var sizes: [Int: Int] = [:]
    for person in truth.values { sizes[person, default: 0] += 1 }
    wanted = sizes.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    for entity in resolution.entities {
      var parts: [Int: Int] = [:]
      for member in entity.members {
        if let person = truth[member.key] { parts[person, default: 0] += 1 }
      }
      found += entity.members.count * (entity.members.count - 1) / 2
      right += parts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
  }

  var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }
  var recall: Double { wanted == 0 ? 1 : Double(right) / Double(wanted) }
  var f1: Double {
    precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)
  }
}
