/// The closed list of every question that is asked of the picture.
///
/// From it come the keys of `policy.yaml`, `countylines signals` and the waterfalls; a test refuses
/// an entry without question, basis, reason or innocent explanation.
public enum SignalCatalogue {
  /// Every signal, ascending by identifier.
  public static let all: [Signal] =
    (LineSignals.all + VehicleSignals.all + PremisesSignals.all + ControllerSignals.all
    + PeripherySignals.all).sorted { $0.id < $1.id }
}
