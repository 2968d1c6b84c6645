public import Primitives
public import Tabular
public import Vocabulary

/// Reads one file of one source, row by row, into canonical cells or columns, or into rejects that
/// say why.
///
/// With a section of a mapping, or by the contract alone. Batches, rejects, warnings and counts
/// are the same with any number of threads, and depend on the file's bytes, the section and the
/// side files alone.
public struct FeedReader: Sendable {
  /// The source that sent the file.
  public let source: String
  /// What its rows are.
  public let kind: RecordKind
  /// Its name, without the source's folder.
  public let fileName: String

  private let section: FeedSection?
  private let tables: FeedTables
  private let settings: IntakeSettings
  private let limits: ReadingLimits
  private let blockBytes: Int

  /// - Parameters:
  ///   - source: `[a-z0-9-]+`.
  ///   - kind: The section's kind where there is a section.
  ///   - fileName: Its extension, `.csv` or `.ndjson` with or without `.gz`, says how it is read.
  ///   - section: The part of the source's mapping that reads this file; nil for the contract.
  ///   - tables: The side files that the section names, loaded.
  ///   - settings: How much of a bad file is put up with.
  ///   - limits: How long a row may be, and how far a gzip may unpack; nil for the section's.
  ///   - blockBytes: About how much text one thread works on at a time; 1 … 512 MiB.
  public init(
    source: String, kind: RecordKind, fileName: String, section: FeedSection? = nil,
    tables: FeedTables = .none, settings: IntakeSettings = IntakeSettings(),
    limits: ReadingLimits? = nil, blockBytes: Int = ParallelReader.defaultBlockBytes
  ) {
    precondition(
      RecordKey.isSource(source), "a source's name is lower-case letters, digits, hyphens")
    precondition(section == nil || section?.kind == kind, "the section is one of another kind")
    self.source = source
    self.kind = kind
    self.fileName = fileName
    self.section = section
    self.tables = tables
    self.settings = settings
    self.limits = limits ?? section?.limits ?? ReadingLimits()
    self.blockBytes = blockBytes
  }

  /// Reads the file once, from its beginning to its end.
  ///
  /// What was consumed before a throw must be rolled back by the caller: a file is taken whole or
  /// not at all. Memory: some blocks a thread, never the file.
  ///
  /// - Parameters:
  ///   - bytes: The file's text as bytes, unpacked (`SourceOpening.open`).
  ///   - file: The file's position in the caller's order of files; every row carries it.
  ///   - workers: How many threads, and whether to stop.
  ///   - consume: Gets the batches in file order, on the calling thread.
  /// - Returns: The counts, which add up.
  /// - Throws: `IntakeError` when the file is refused, `CancelledWork`, or what `consume` threw.
  public func read(
    _ bytes: any ByteSource, file: Ordinal<SourceFile>, workers: Workers = .one,
    consume: (IntakeBatch) throws -> Void
  ) throws -> IntakeSummary {
    do {
      return try readWhole(bytes, file: file, workers: workers, consume: consume)
    } catch let error as TabularError {
      throw IntakeError(error)
    }
  }

  /// Reads the file once, and turns its rows into values on the threads that read them.
  ///
  /// For whoever wants neither rejects nor places: rows are freed where they were made.
  ///
  /// - Parameters:
  ///   - bytes: The file's text as bytes, unpacked (`SourceOpening.open`).
  ///   - workers: How many threads, and whether to stop.
  ///   - value: Makes one value of a batch of rows, on any thread.
  ///   - consume: Gets the values in file order, on the calling thread.
  /// - Returns: The counts, which add up.
  /// - Throws: `IntakeError` when the file is refused, `CancelledWork`, or what `consume` threw.
  public func read<Value: Sendable>(
    _ bytes: any ByteSource, workers: Workers,
    value: @escaping @Sendable (IntakeBatch) -> Value, consume: (Value) throws -> Void
  ) throws -> IntakeSummary {
    do {
      let (reader, plan) = try open(bytes, file: Ordinal(0))
      let decode = Self.decoder(of: plan)
      var count = IntakeCount(settings: settings, plan: plan)
      let totals = try reader.readText(
        on: workers,
        work: { text in
          var decoded = decode(text)
          let values = decoded.batches.map(value)
          decoded.batches = []
          return TextBlock.Outcome(
            output: (decoded, values), rows: decoded.rowsRead, badRows: decoded.badRows)
        }
      ) { (block: DecodedBlock, values: [Value]) in
        try count.add(block)
        for value in values { try consume(value) }
      }
      guard totals.textBytes > 0 else { throw IntakeError.empty() }
      return try count.finish(totals)
    } catch let error as TabularError {
      throw IntakeError(error)
    }
  }

  private func readWhole(
    _ bytes: any ByteSource, file: Ordinal<SourceFile>, workers: Workers,
    consume: (IntakeBatch) throws -> Void
  ) throws -> IntakeSummary {
    let (reader, plan) = try open(bytes, file: file)
    let decode = Self.decoder(of: plan)
    var count = IntakeCount(settings: settings, plan: plan)
    var difference: Int64?
    let totals = try reader.readText(
      on: workers,
      work: { text in
        let block = decode(text)
        return TextBlock.Outcome(output: block, rows: block.rowsRead, badRows: block.badRows)
      }
    ) { block in
      try count.add(block)
      try hand(block, after: &difference, to: consume)
    }
    guard totals.textBytes > 0 else { throw IntakeError.empty() }
    return try count.finish(totals)
  }

  private func open(
    _ bytes: any ByteSource, file: Ordinal<SourceFile>
  ) throws -> (ParallelReader, RowPlan) {
    let format = InboxName(fileName).format
    let binding = RowBinding(
      source: source, kind: kind, section: section, tables: tables, settings: settings)
    let reader = try open(bytes, format: format, binding: binding)
    let plan = try binding.plan(
      header: reader.header, fileName: fileName, file: file, isCSV: format == .csv)
    return (reader, plan)
  }

  private func open(
    _ bytes: any ByteSource, format: InboxName.Format?, binding: RowBinding
  ) throws -> ParallelReader {
    let encoding = section?.encoding ?? .utf8
    switch format {
    case .csv:
      do throws(TabularError) {
        return try ParallelReader.csv(
          bytes, dialect: section?.dialect ?? .comma, encoding: encoding, limits: limits,
          blockBytes: blockBytes)
      } catch {
        // A file of nothing says so; one of blank lines has no header.
        guard error.code == "TABULAR-HEADER-MISSING", bytes.bytesRead == 0 else { throw error }
        throw IntakeError.empty()
      }
    case .ndjson:
      return try ParallelReader.ndjson(
        bytes, columns: binding.wantedNames, encoding: encoding, limits: limits,
        blockBytes: blockBytes)
    case nil:
      throw IntakeError(
        code: "INTAKE-EXTENSION", message: "the file's name does not say how it is written",
        mend: "let it end in .csv, .csv.gz, .ndjson or .ndjson.gz")
    }
  }

  private static func decoder(of plan: RowPlan) -> @Sendable (TextBlock) -> DecodedBlock {
    switch plan.kind {
    case .sightings:
      let decoder = SightingDecoder(plan: plan)
      return { decoder.decode($0) }
    case .calls:
      let decoder = CallDecoder(plan: plan)
      return { decoder.decode($0.rows()) }
    default:
      let decoder = RecordDecoder(plan: plan)
      return { decoder.decode($0.rows()) }
    }
  }

  /// Hands a block's batches over; its rejects go with the last of them.
  ///
  /// - Parameter difference: Line − row of the last row before; a block does not know it, and so
  ///   begins with a step that may be none.
  private func hand(
    _ block: DecodedBlock, after difference: inout Int64?,
    to consume: (IntakeBatch) throws -> Void
  ) throws {
    var batches = block.batches
    if batches.isEmpty, !block.rejects.isEmpty {
      batches = [IntakeBatch(rows: .none(of: kind), extras: [], lineSteps: [], rejects: [])]
    }
    for (position, batch) in batches.enumerated() {
      var batch = batch
      if let first = batch.lineSteps.first, first.difference == difference {
        batch.lineSteps.removeFirst()
      }
      difference = batch.lineSteps.last?.difference ?? difference
      if position == batches.count - 1 { batch.rejects = block.rejects }
      try consume(batch)
    }
  }
}
