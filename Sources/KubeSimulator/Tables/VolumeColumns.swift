import KubeCore

/// What `kubectl get` shows of volumes, their claims and classes.
enum VolumeColumns {
  static let volumes: [TableColumn] = [
    TableColumns.computed("Capacity", ColumnDescriptions.volumeCapacity) { capacity($0["spec"]?["capacity"]) },
    TableColumns.computed("Access Modes", ColumnDescriptions.volumeAccessModes) { modes($0["spec"]?["accessModes"]) },
    TableColumns.simple(
      "Reclaim Policy", ColumnDescriptions.volumeReclaimPolicy,
      ["spec", "persistentVolumeReclaimPolicy"]),
    status(ColumnDescriptions.volumeStatus),
    TableColumns.computed("Claim", ColumnDescriptions.volumeClaim) { volume in
      guard let claim = volume["spec"]?["claimRef"], !claim.isNull else { return "" }
      return .string("\(claim["namespace"]?.string ?? "")/\(claim["name"]?.string ?? "")")
    },
    storageClass("StorageClass of the pv"), attributesClass("VolumeAttributesClass of the pv"),
    TableColumns.simple("Reason", ColumnDescriptions.volumeReason, ["status", "reason"], or: ""),
    TableColumns.age, mode(ColumnDescriptions.volumeVolumeMode),
  ]

  static let claims: [TableColumn] = [
    status("phase represents the current phase of PersistentVolumeClaim."),
    TableColumns.simple(
      "Volume", "volumeName is the binding reference to the PersistentVolume backing this claim.",
      ["spec", "volumeName"], or: ""),
    TableColumns.computed("Capacity", "capacity represents the actual resources of the underlying volume.") { claim in
      isBound(claim) ? capacity(claim["status"]?["capacity"]) : ""
    },
    TableColumns.computed("Access Modes", ColumnDescriptions.claimAccessModes) { claim in
      isBound(claim) ? modes(claim["status"]?["accessModes"]) : ""
    },
    storageClass("StorageClass of the pvc"), attributesClass("VolumeAttributesClass of the pvc"),
    TableColumns.age, mode(ColumnDescriptions.claimVolumeMode),
  ]

  static let classes: [TableColumn] = [
    TableColumns.simple("Provisioner", "provisioner indicates the type of the provisioner.", ["provisioner"], or: ""),
    TableColumns.simple("ReclaimPolicy", ColumnDescriptions.storageClassReclaimPolicy, ["reclaimPolicy"], or: "Delete"),
    TableColumns.simple(
      "VolumeBindingMode", ColumnDescriptions.storageClassVolumeBindingMode, ["volumeBindingMode"], or: "<unset>"),
    TableColumns.computed(
      "AllowVolumeExpansion", "allowVolumeExpansion shows whether the storage class allow volume expand."
    ) { .bool($0["allowVolumeExpansion"]?.bool ?? false) },
    TableColumns.age,
  ]

  /// The name of a storage class, and whether it is the one that claims get by default.
  static let className = TableColumn(
    name: TableColumns.name.name, format: TableColumns.name.format, description: TableColumns.name.description
  ) { object, _ in
    let isDefault = object.annotations["storageclass.kubernetes.io/is-default-class"] == "true"
    return .string(isDefault ? object.name + " (default)" : object.name)
  }

  private static func mode(_ description: String) -> TableColumn {
    TableColumns.simple("VolumeMode", description, priority: 1, ["spec", "volumeMode"], or: "<unset>")
  }

  private static func status(_ description: String) -> TableColumn {
    TableColumns.computed("Status", description) { object in
      object.isDeleting ? "Terminating" : object["status"]?["phase"] ?? ""
    }
  }

  private static func storageClass(_ description: String) -> TableColumn {
    TableColumns.simple("StorageClass", description, ["spec", "storageClassName"], or: "")
  }

  private static func attributesClass(_ description: String) -> TableColumn {
    TableColumns.simple("VolumeAttributesClass", description, ["spec", "volumeAttributesClassName"], or: "<unset>")
  }

  private static func isBound(_ claim: JSONValue) -> Bool { claim["spec"]?["volumeName"]?.string?.isEmpty == false }

  private static func capacity(_ resources: JSONValue?) -> JSONValue { resources?["storage"] ?? "0" }

  private static let shortModes = [
    "ReadWriteOnce": "RWO", "ReadOnlyMany": "ROX", "ReadWriteMany": "RWX", "ReadWriteOncePod": "RWOP",
  ]

  private static func modes(_ modes: JSONValue?) -> JSONValue {
    .string((modes?.elements ?? []).compactMap { $0.string.flatMap { shortModes[$0] } }.joined(separator: ","))
  }
}
