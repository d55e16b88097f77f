public import KubeTypes

/// Something that is to be reported as an event.
public struct EventDraft: Sendable, Hashable {
  /// Whether people should look.
  public enum Kind: String, Sendable, Hashable {
    case normal = "Normal"
    case warning = "Warning"
  }

  public var kind: Kind
  /// The object that the event is about. The event is stored in its namespace.
  public var regarding: ObjectReference
  /// Another object that took part.
  public var related: ObjectReference?
  /// Why, in CamelCase, such as `RolloutPaused`.
  public var reason: String
  /// What was done, in the imperative, such as `Pause`.
  public var action: String
  /// The message for people. Events whose notes differ are not aggregated: keep changing figures out of it.
  public var note: String

  public init(
    _ kind: Kind, regarding: ObjectReference, related: ObjectReference? = nil, reason: String, action: String,
    note: String
  ) {
    self.kind = kind
    self.regarding = regarding
    self.related = related
    self.reason = reason
    self.action = action
    self.note = note
  }

  /// The same, cut to the lengths that the API accepts, and without the versions of the objects: an object that has
  /// changed in between is still the same.
  var normalized: EventDraft {
    var draft = self
    draft.regarding.resourceVersion = nil
    draft.related?.resourceVersion = nil
    draft.reason = reason.truncated(toBytes: 128)
    draft.action = action.truncated(toBytes: 128)
    draft.note = note.truncated(toBytes: 1024)
    return draft
  }
}

extension String {
  /// The longest beginning, in whole characters, that fits; an ellipsis marks the cut.
  func truncated(toBytes limit: Int) -> String {
    guard utf8.count > limit else { return self }
    let ellipsis = "..."
    var size = ellipsis.utf8.count
    let beginning = prefix { character in
      size += character.utf8.count
      return size <= limit
    }
    return beginning + ellipsis
  }
}
