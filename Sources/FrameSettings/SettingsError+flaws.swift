package import FrameAPI

extension SettingsError {
    /// Why a command line cannot be split.
    package enum CommandFlaw: Error, Sendable, Equatable {
        /// It ends with a backslash.
        case openEscape
        /// It ends inside a quote that begins with this character.
        case openQuote(Character)
        /// This character is outside quotes, and only a shell understands it.
        case needsShell(Character)
        /// It holds a NUL.
        case nul
        /// It names no command.
        case empty
    }

    /// Why a file cannot be written.
    package enum WritingFlaw: Sendable, Equatable {
        /// Another entry than an ordinary file has the name.
        case notOrdinary
        /// The system's error number.
        case system(Int32)
        /// Its folder cannot be created.
        case folder
        /// It cannot be removed; the system's error number.
        case notRemoved(Int32)
    }

    /// How others can change a file.
    package enum UnsafeFile: Sendable, Equatable {
        /// It belongs to another user; this process runs as `user`.
        case owner(user: UInt32)
        /// Its mode lets others write; `isShared` for a folder above those of the settings.
        case writable(mode: String, isShared: Bool)
        /// It holds a secret, and its mode lets others read it.
        case readableSecret
    }

    /// Why a file cannot be read.
    package enum FileFlaw: Sendable, Equatable {
        case problem(BoundedFile.Problem)
        /// It is no text; `why` as ``FrameAPI/BoundedFile/whyNoText`` has it.
        case notText(why: String)
    }

    /// Why a settings file is not understood.
    package enum SyntaxFlaw: Sendable, Equatable {
        /// It does not begin with a name and a colon.
        case notATable
        /// The parser's message.
        case parser(String)
        /// A duplicate name.
        case duplicate([String])
        /// It is not YAML.
        case notYAML
        /// A name is no word.
        case unreadableKey
        /// It holds more than settings can have.
        case tooMuch
        /// The line of the default profile cannot be changed automatically; `name` is the intended value.
        case fixedDefault(key: String, name: String?)
    }

    /// Why a setting in a file cannot be used.
    package enum SettingFlaw: Sendable, Equatable {
        case unknown(among: [String])
        case notText, notTexts, notTruth, notNumber, notGroup
        /// It says how to reach the service, and is in a project's file.
        case inProjectFile
        /// A secret is in a profile.
        case secretInProfile
        /// The service's client refuses it.
        case refused(FrameAPIError)
        /// It is no valid name of a credential.
        case credentialName
        /// It is no valid command; the text is in printable form.
        case command(String, CommandFlaw)
        /// It is a second source of the secret.
        case secondWay(besides: String)
        /// It is a part of the credential beside the name of a complete one.
        case partOfCredential(String)
        /// A credential has no secret, or no client id.
        case noSecret, noClientID
        /// A time zone without hours, or hours without one.
        case zoneWithoutHours, hoursWithoutZone
        /// Invalid hours or an unknown time zone; `near` is the likely intended zone.
        case hours(String), zone(near: String?)
    }

    /// Why there is no secret in its file.
    package enum SecretFlaw: Sendable, Equatable {
        /// It cannot be read; `access` has the details when this process has no access.
        case file(FileFlaw, access: SecretAccess?)
        case empty
        case lines(Int)
        case controlCharacter
        /// It would be empty the next time.
        case notOrdinary
    }

    /// The owner of a file, and the user of this process.
    package struct SecretAccess: Sendable, Equatable {
        package let owner: UInt32
        package let group: UInt32
        package let mode: String
        package let user: UInt32
        package let groups: [UInt32]

        /// Makes one.
        package init(owner: UInt32, group: UInt32, mode: String, user: UInt32, groups: [UInt32]) {
            self.owner = owner
            self.group = group
            self.mode = mode
            self.user = user
            self.groups = groups
        }
    }

    /// The users who can use a secret's file.
    package struct SecretExposure: Sendable, Equatable {
        package enum Users: Sendable, Equatable {
            /// Every user of the machine.
            case everyone
            /// Its group may use it, and the owner is not root.
            case group
            /// Its group may change or run it.
            case groupWrites
            /// Its group is not a group of this process.
            case foreignGroup
        }

        package let users: Users
        package let access: SecretAccess
        /// Whether its mode can be changed by this process.
        package let isOwn: Bool
        /// Whether it is in a folder where orchestrators provide secrets.
        package let isProvided: Bool

        /// Makes one.
        package init(users: Users, access: SecretAccess, isOwn: Bool, isProvided: Bool = false) {
            self.isProvided = isProvided
            self.users = users
            self.access = access
            self.isOwn = isOwn
        }
    }

    /// Why a command does not provide a credential.
    package enum ProcessFlaw: Sendable, Equatable {
        case problem(ChildProcess.End)
        case nothing
        case notUnderstood
    }
}
