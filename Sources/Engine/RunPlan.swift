import Archive
import Foundation
import Primitives
import Tasking
import Vocabulary

/// What makes this run this run: a key over everything that its lists depend on.
struct RunPlan {
  /// A run whose lists stand as they are.
  struct Standing {
    var runId: String
    var asOf: String
  }

  let archive: RecordArchive
  let configuration: EngineConfiguration
  let policy: ScorePolicy
  /// A digest of what the archive holds.
  let inputsDigest: String
  /// A digest of the configuration and the policy as they take effect.
  let configurationDigest: String
  /// SHA-256 over both and the version: the same key, the same lists.
  let key: String

  init(
    archive: RecordArchive, configuration: EngineConfiguration, policy: ScorePolicy
  ) throws {
    self.archive = archive
    self.configuration = configuration
    self.policy = policy
    inputsDigest = try archive.contentDigest()
    let settings = Self.settings(configuration).sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }.joined(separator: "\n")
    configurationDigest = FileDigest.sha256(text: settings + "\n" + PolicyFile.canonical(policy))
    key = FileDigest.sha256(
      text: [inputsDigest, configurationDigest, ProgramVersion.text].joined(separator: "\n"))
  }

  /// What a person could set that changes a list, by name. Threads, memory and places do not.
  static func settings(_ configuration: EngineConfiguration) -> [String: String] {
    [
      "as_of": configuration.asOf ?? "newest", "seed": String(configuration.seed),
      "window_days": String(configuration.windowDays),
    ]
  }

  /// The run's name: its moment's day and the head of its key.
  func runId(asOf: Instant) -> String {
    asOf.utcDay.iso8601.split(separator: "-").joined() + "-" + key.prefix(12)
  }

  /// The run of this key, if its folder is there, whole.
  func standing(in folder: RunFolder) throws -> Standing? {
    let finished = try archive.runs().last {
      $0.status == .finished && $0.opening.inputsDigest == key
    }
    guard let run = finished, let manifest = run.manifest,
      let known = try? JSONDecoder.manifests.decode(RunManifest.self, from: Data(manifest.utf8)),
      folder.isWhole(run: run.opening.id, digests: known.lists)
    else { return nil }
    return Standing(runId: run.opening.id, asOf: known.asOf)
  }

  /// The finished run before this one.
  func previousRun() throws -> String? {
    try archive.runs().last { $0.status == .finished && $0.opening.inputsDigest != key }?.opening.id
  }

  /// Where each subject stood in the run before, and why.
  func earlierLists() throws -> EarlierLists {
    guard let previous = try previousRun() else { return EarlierLists() }
    var lists = EarlierLists(run: previous)
    for list in ListKind.allCases {
      for entry in try archive.entries(run: previous, list: list.rawValue) {
        let path = entry.force.isEmpty ? entry.list : entry.list + "/" + entry.force
        lists.ranks[path, default: [:]][entry.subject] = entry.position
        let why = try? entry.explained()
        if let why {
          lists.explanations[list, default: []].append(why)
        } else {
          lists.unread += 1
        }
      }
    }
    return lists
  }
}

/// What the run before published.
struct EarlierLists {
  /// Its name; nil when there was none.
  var run: String?
  /// Where each subject stood.
  var ranks: EarlierRanks = [:]
  /// Why, by list.
  var explanations: [ListKind: [Explanation]] = [:]
  /// Rows whose explanation is of another version's form and cannot be compared.
  var unread = 0

  /// What the run cannot tell of its changes, if anything.
  var remark: String? {
    guard let run, unread > 0 else { return nil }
    return "changes since \(run) leave out \(unread) rows, which another version explained"
  }
}

extension JSONDecoder {
  /// For `run.json`, whose keys are in snake case.
  static var manifests: JSONDecoder {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return decoder
  }
}
