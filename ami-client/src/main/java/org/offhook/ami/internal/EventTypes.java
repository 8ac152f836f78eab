// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal;

import java.util.List;
import java.util.Set;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.event.AgentCalledEvent;
import org.offhook.ami.event.AgentCompleteEvent;
import org.offhook.ami.event.AgentConnectEvent;
import org.offhook.ami.event.AgentDumpEvent;
import org.offhook.ami.event.AgentLoginEvent;
import org.offhook.ami.event.AgentLogoffEvent;
import org.offhook.ami.event.AgentRingNoAnswerEvent;
import org.offhook.ami.event.AgentsCompleteEvent;
import org.offhook.ami.event.AgentsEvent;
import org.offhook.ami.event.AgiExecEndEvent;
import org.offhook.ami.event.AgiExecStartEvent;
import org.offhook.ami.event.AlarmClearEvent;
import org.offhook.ami.event.AlarmEvent;
import org.offhook.ami.event.AocDEvent;
import org.offhook.ami.event.AocEEvent;
import org.offhook.ami.event.AocSEvent;
import org.offhook.ami.event.AorDetailEvent;
import org.offhook.ami.event.AorListCompleteEvent;
import org.offhook.ami.event.AorListEvent;
import org.offhook.ami.event.AsyncAgiEndEvent;
import org.offhook.ami.event.AsyncAgiExecEvent;
import org.offhook.ami.event.AsyncAgiStartEvent;
import org.offhook.ami.event.AttendedTransferEvent;
import org.offhook.ami.event.AuthDetailEvent;
import org.offhook.ami.event.AuthListCompleteEvent;
import org.offhook.ami.event.AuthListEvent;
import org.offhook.ami.event.AuthMethodNotAllowedEvent;
import org.offhook.ami.event.BlindTransferEvent;
import org.offhook.ami.event.BridgeCreateEvent;
import org.offhook.ami.event.BridgeDestroyEvent;
import org.offhook.ami.event.BridgeEnterEvent;
import org.offhook.ami.event.BridgeInfoChannelEvent;
import org.offhook.ami.event.BridgeInfoCompleteEvent;
import org.offhook.ami.event.BridgeLeaveEvent;
import org.offhook.ami.event.BridgeListCompleteEvent;
import org.offhook.ami.event.BridgeListItemEvent;
import org.offhook.ami.event.BridgeMergeEvent;
import org.offhook.ami.event.BridgeTechnologyListCompleteEvent;
import org.offhook.ami.event.BridgeTechnologyListItemEvent;
import org.offhook.ami.event.BridgeVideoSourceUpdateEvent;
import org.offhook.ami.event.CcAvailableEvent;
import org.offhook.ami.event.CcCallerRecallingEvent;
import org.offhook.ami.event.CcCallerStartMonitoringEvent;
import org.offhook.ami.event.CcCallerStopMonitoringEvent;
import org.offhook.ami.event.CcFailureEvent;
import org.offhook.ami.event.CcMonitorFailedEvent;
import org.offhook.ami.event.CcOfferTimerStartEvent;
import org.offhook.ami.event.CcRecallCompleteEvent;
import org.offhook.ami.event.CcRequestAcknowledgedEvent;
import org.offhook.ami.event.CcRequestedEvent;
import org.offhook.ami.event.CdrEvent;
import org.offhook.ami.event.CelEvent;
import org.offhook.ami.event.ChallengeResponseFailedEvent;
import org.offhook.ami.event.ChallengeSentEvent;
import org.offhook.ami.event.ChanSpyStartEvent;
import org.offhook.ami.event.ChanSpyStopEvent;
import org.offhook.ami.event.ChannelHungupEvent;
import org.offhook.ami.event.ChannelTalkingStartEvent;
import org.offhook.ami.event.ChannelTalkingStopEvent;
import org.offhook.ami.event.ChannelsHungupListCompleteEvent;
import org.offhook.ami.event.ConfbridgeEndEvent;
import org.offhook.ami.event.ConfbridgeJoinEvent;
import org.offhook.ami.event.ConfbridgeLeaveEvent;
import org.offhook.ami.event.ConfbridgeListCompleteEvent;
import org.offhook.ami.event.ConfbridgeListEvent;
import org.offhook.ami.event.ConfbridgeListRoomsCompleteEvent;
import org.offhook.ami.event.ConfbridgeListRoomsEvent;
import org.offhook.ami.event.ConfbridgeMuteEvent;
import org.offhook.ami.event.ConfbridgeRecordEvent;
import org.offhook.ami.event.ConfbridgeStartEvent;
import org.offhook.ami.event.ConfbridgeStopRecordEvent;
import org.offhook.ami.event.ConfbridgeTalkingEvent;
import org.offhook.ami.event.ConfbridgeUnmuteEvent;
import org.offhook.ami.event.ContactListCompleteEvent;
import org.offhook.ami.event.ContactListEvent;
import org.offhook.ami.event.ContactStatusDetailCompleteEvent;
import org.offhook.ami.event.ContactStatusDetailEvent;
import org.offhook.ami.event.ContactStatusEvent;
import org.offhook.ami.event.CoreShowChannelEvent;
import org.offhook.ami.event.CoreShowChannelMapCompleteEvent;
import org.offhook.ami.event.CoreShowChannelMapEvent;
import org.offhook.ami.event.CoreShowChannelsCompleteEvent;
import org.offhook.ami.event.DahdiChannelEvent;
import org.offhook.ami.event.DahdiShowChannelsCompleteEvent;
import org.offhook.ami.event.DahdiShowChannelsEvent;
import org.offhook.ami.event.DahdiShowStatusCompleteEvent;
import org.offhook.ami.event.DahdiShowStatusEvent;
import org.offhook.ami.event.DbGetCompleteEvent;
import org.offhook.ami.event.DbGetResponseEvent;
import org.offhook.ami.event.DbGetTreeCompleteEvent;
import org.offhook.ami.event.DbGetTreeResponseEvent;
import org.offhook.ami.event.DeadlockStartEvent;
import org.offhook.ami.event.DeviceEntryEvent;
import org.offhook.ami.event.DeviceStateChangeEvent;
import org.offhook.ami.event.DeviceStateListCompleteEvent;
import org.offhook.ami.event.DevicelistCompleteEvent;
import org.offhook.ami.event.DialBeginEvent;
import org.offhook.ami.event.DialEndEvent;
import org.offhook.ami.event.DialStateEvent;
import org.offhook.ami.event.DndStateEvent;
import org.offhook.ami.event.DtmfBeginEvent;
import org.offhook.ami.event.DtmfEndEvent;
import org.offhook.ami.event.EndpointDetailCompleteEvent;
import org.offhook.ami.event.EndpointDetailEvent;
import org.offhook.ami.event.EndpointListCompleteEvent;
import org.offhook.ami.event.EndpointListEvent;
import org.offhook.ami.event.ExtensionStateListCompleteEvent;
import org.offhook.ami.event.ExtensionStatusEvent;
import org.offhook.ami.event.FailedAclEvent;
import org.offhook.ami.event.FaxSessionEvent;
import org.offhook.ami.event.FaxSessionsCompleteEvent;
import org.offhook.ami.event.FaxSessionsEntryEvent;
import org.offhook.ami.event.FaxStatsEvent;
import org.offhook.ami.event.FaxStatusEvent;
import org.offhook.ami.event.FlashEvent;
import org.offhook.ami.event.FullyBootedEvent;
import org.offhook.ami.event.HangupEvent;
import org.offhook.ami.event.HangupHandlerPopEvent;
import org.offhook.ami.event.HangupHandlerPushEvent;
import org.offhook.ami.event.HangupHandlerRunEvent;
import org.offhook.ami.event.HangupRequestEvent;
import org.offhook.ami.event.HoldEvent;
import org.offhook.ami.event.IdentifyDetailEvent;
import org.offhook.ami.event.InboundRegistrationDetailCompleteEvent;
import org.offhook.ami.event.InboundRegistrationDetailEvent;
import org.offhook.ami.event.InboundSubscriptionDetailCompleteEvent;
import org.offhook.ami.event.InboundSubscriptionDetailEvent;
import org.offhook.ami.event.InvalidAccountIdEvent;
import org.offhook.ami.event.InvalidPasswordEvent;
import org.offhook.ami.event.InvalidTransportEvent;
import org.offhook.ami.event.JabberStatusEvent;
import org.offhook.ami.event.LineEntryEvent;
import org.offhook.ami.event.LinelistCompleteEvent;
import org.offhook.ami.event.ListDialplanEvent;
import org.offhook.ami.event.LoadAverageLimitEvent;
import org.offhook.ami.event.LoadEvent;
import org.offhook.ami.event.LocalBridgeEvent;
import org.offhook.ami.event.LocalOptimizationBeginEvent;
import org.offhook.ami.event.LocalOptimizationEndEvent;
import org.offhook.ami.event.LogChannelEvent;
import org.offhook.ami.event.McidEvent;
import org.offhook.ami.event.MeetmeEndEvent;
import org.offhook.ami.event.MeetmeJoinEvent;
import org.offhook.ami.event.MeetmeLeaveEvent;
import org.offhook.ami.event.MeetmeListCompleteEvent;
import org.offhook.ami.event.MeetmeListEvent;
import org.offhook.ami.event.MeetmeListRoomsCompleteEvent;
import org.offhook.ami.event.MeetmeListRoomsEvent;
import org.offhook.ami.event.MeetmeMuteEvent;
import org.offhook.ami.event.MeetmeTalkRequestEvent;
import org.offhook.ami.event.MeetmeTalkingEvent;
import org.offhook.ami.event.MemoryLimitEvent;
import org.offhook.ami.event.MessageWaitingEvent;
import org.offhook.ami.event.MiniVoiceMailEvent;
import org.offhook.ami.event.MixMonitorMuteEvent;
import org.offhook.ami.event.MixMonitorStartEvent;
import org.offhook.ami.event.MixMonitorStopEvent;
import org.offhook.ami.event.MobileStatusEvent;
import org.offhook.ami.event.MonitorStartEvent;
import org.offhook.ami.event.MonitorStopEvent;
import org.offhook.ami.event.MusicOnHoldStartEvent;
import org.offhook.ami.event.MusicOnHoldStopEvent;
import org.offhook.ami.event.MwiGetCompleteEvent;
import org.offhook.ami.event.MwiGetEvent;
import org.offhook.ami.event.NewAccountCodeEvent;
import org.offhook.ami.event.NewCalleridEvent;
import org.offhook.ami.event.NewConnectedLineEvent;
import org.offhook.ami.event.NewchannelEvent;
import org.offhook.ami.event.NewextenEvent;
import org.offhook.ami.event.NewstateEvent;
import org.offhook.ami.event.OriginateResponseEvent;
import org.offhook.ami.event.OutboundRegistrationDetailCompleteEvent;
import org.offhook.ami.event.OutboundRegistrationDetailEvent;
import org.offhook.ami.event.OutboundSubscriptionDetailCompleteEvent;
import org.offhook.ami.event.OutboundSubscriptionDetailEvent;
import org.offhook.ami.event.ParkedCallEvent;
import org.offhook.ami.event.ParkedCallGiveUpEvent;
import org.offhook.ami.event.ParkedCallSwapEvent;
import org.offhook.ami.event.ParkedCallTimeOutEvent;
import org.offhook.ami.event.ParkedCallsCompleteEvent;
import org.offhook.ami.event.ParkinglotEvent;
import org.offhook.ami.event.ParkinglotsCompleteEvent;
import org.offhook.ami.event.PeerEntryEvent;
import org.offhook.ami.event.PeerStatusEvent;
import org.offhook.ami.event.PeerlistCompleteEvent;
import org.offhook.ami.event.PickupEvent;
import org.offhook.ami.event.PjsipMaintenanceStatusCompleteEvent;
import org.offhook.ami.event.PjsipMaintenanceStatusEvent;
import org.offhook.ami.event.PresenceStateChangeEvent;
import org.offhook.ami.event.PresenceStateListCompleteEvent;
import org.offhook.ami.event.PresenceStatusEvent;
import org.offhook.ami.event.PriShowSpansCompleteEvent;
import org.offhook.ami.event.PriShowSpansEvent;
import org.offhook.ami.event.QueueCallerAbandonEvent;
import org.offhook.ami.event.QueueCallerJoinEvent;
import org.offhook.ami.event.QueueCallerLeaveEvent;
import org.offhook.ami.event.QueueEntryEvent;
import org.offhook.ami.event.QueueMemberAddedEvent;
import org.offhook.ami.event.QueueMemberEvent;
import org.offhook.ami.event.QueueMemberPauseEvent;
import org.offhook.ami.event.QueueMemberPenaltyEvent;
import org.offhook.ami.event.QueueMemberRemovedEvent;
import org.offhook.ami.event.QueueMemberRinginuseEvent;
import org.offhook.ami.event.QueueMemberStatusEvent;
import org.offhook.ami.event.QueueParamsEvent;
import org.offhook.ami.event.QueueStatusCompleteEvent;
import org.offhook.ami.event.QueueSummaryCompleteEvent;
import org.offhook.ami.event.QueueSummaryEvent;
import org.offhook.ami.event.ReceiveFaxEvent;
import org.offhook.ami.event.RegistrationsCompleteEvent;
import org.offhook.ami.event.RegistryEntryEvent;
import org.offhook.ami.event.RegistryEvent;
import org.offhook.ami.event.ReloadEvent;
import org.offhook.ami.event.RenameEvent;
import org.offhook.ami.event.RequestBadFormatEvent;
import org.offhook.ami.event.RequestNotAllowedEvent;
import org.offhook.ami.event.RequestNotSupportedEvent;
import org.offhook.ami.event.ResourceListDetailCompleteEvent;
import org.offhook.ami.event.ResourceListDetailEvent;
import org.offhook.ami.event.RtcpReceivedEvent;
import org.offhook.ami.event.RtcpSentEvent;
import org.offhook.ami.event.SendFaxEvent;
import org.offhook.ami.event.SessionLimitEvent;
import org.offhook.ami.event.SessionTimeoutEvent;
import org.offhook.ami.event.ShowDialPlanCompleteEvent;
import org.offhook.ami.event.ShutdownEvent;
import org.offhook.ami.event.SipPeerStatusCompleteEvent;
import org.offhook.ami.event.SipQualifyPeerDoneEvent;
import org.offhook.ami.event.SoftHangupRequestEvent;
import org.offhook.ami.event.SpanAlarmClearEvent;
import org.offhook.ami.event.SpanAlarmEvent;
import org.offhook.ami.event.StatusCompleteEvent;
import org.offhook.ami.event.StatusEvent;
import org.offhook.ami.event.SuccessfulAuthEvent;
import org.offhook.ami.event.TestEvent;
import org.offhook.ami.event.TransportDetailEvent;
import org.offhook.ami.event.UnParkedCallEvent;
import org.offhook.ami.event.UnexpectedAddressEvent;
import org.offhook.ami.event.UnholdEvent;
import org.offhook.ami.event.UnloadEvent;
import org.offhook.ami.event.UserEvent;
import org.offhook.ami.event.VarSetEvent;
import org.offhook.ami.event.VoicemailBoxDetailCompleteEvent;
import org.offhook.ami.event.VoicemailBoxDetailEvent;
import org.offhook.ami.event.VoicemailPasswordChangeEvent;
import org.offhook.ami.event.VoicemailUserDetailCompleteEvent;
import org.offhook.ami.event.VoicemailUserDetailEvent;
import org.offhook.ami.event.VoicemailUserEntryCompleteEvent;
import org.offhook.ami.event.VoicemailUserEntryEvent;
import org.offhook.ami.event.WaitEventCompleteEvent;
import org.offhook.ami.event.WinkEvent;

/** The table of the typed events: a place in it stands for one name. */
@Generated
public final class EventTypes {

    private static final List<String> NAMES = List.of(
            "AgentCalled",
            "AgentComplete",
            "AgentConnect",
            "AgentDump",
            "AgentLogin",
            "AgentLogoff",
            "AgentRingNoAnswer",
            "Agents",
            "AgentsComplete",
            "AGIExecEnd",
            "AGIExecStart",
            "Alarm",
            "AlarmClear",
            "AOC-D",
            "AOC-E",
            "AOC-S",
            "AorDetail",
            "AorList",
            "AorListComplete",
            "AsyncAGIEnd",
            "AsyncAGIExec",
            "AsyncAGIStart",
            "AttendedTransfer",
            "AuthDetail",
            "AuthList",
            "AuthListComplete",
            "AuthMethodNotAllowed",
            "BlindTransfer",
            "BridgeCreate",
            "BridgeDestroy",
            "BridgeEnter",
            "BridgeInfoChannel",
            "BridgeInfoComplete",
            "BridgeLeave",
            "BridgeListComplete",
            "BridgeListItem",
            "BridgeMerge",
            "BridgeTechnologyListComplete",
            "BridgeTechnologyListItem",
            "BridgeVideoSourceUpdate",
            "CCAvailable",
            "CCCallerRecalling",
            "CCCallerStartMonitoring",
            "CCCallerStopMonitoring",
            "CCFailure",
            "CCMonitorFailed",
            "CCOfferTimerStart",
            "CCRecallComplete",
            "CCRequestAcknowledged",
            "CCRequested",
            "Cdr",
            "CEL",
            "ChallengeResponseFailed",
            "ChallengeSent",
            "ChannelHungup",
            "ChannelsHungupListComplete",
            "ChannelTalkingStart",
            "ChannelTalkingStop",
            "ChanSpyStart",
            "ChanSpyStop",
            "ConfbridgeEnd",
            "ConfbridgeJoin",
            "ConfbridgeLeave",
            "ConfbridgeList",
            "ConfbridgeListComplete",
            "ConfbridgeListRooms",
            "ConfbridgeListRoomsComplete",
            "ConfbridgeMute",
            "ConfbridgeRecord",
            "ConfbridgeStart",
            "ConfbridgeStopRecord",
            "ConfbridgeTalking",
            "ConfbridgeUnmute",
            "ContactList",
            "ContactListComplete",
            "ContactStatus",
            "ContactStatusDetail",
            "ContactStatusDetailComplete",
            "CoreShowChannel",
            "CoreShowChannelMap",
            "CoreShowChannelMapComplete",
            "CoreShowChannelsComplete",
            "DAHDIChannel",
            "DAHDIShowChannels",
            "DAHDIShowChannelsComplete",
            "DAHDIShowStatus",
            "DAHDIShowStatusComplete",
            "DBGetComplete",
            "DBGetResponse",
            "DBGetTreeComplete",
            "DBGetTreeResponse",
            "DeadlockStart",
            "DeviceEntry",
            "DevicelistComplete",
            "DeviceStateChange",
            "DeviceStateListComplete",
            "DialBegin",
            "DialEnd",
            "DialState",
            "DNDState",
            "DTMFBegin",
            "DTMFEnd",
            "EndpointDetail",
            "EndpointDetailComplete",
            "EndpointList",
            "EndpointListComplete",
            "ExtensionStateListComplete",
            "ExtensionStatus",
            "FailedACL",
            "FAXSession",
            "FAXSessionsComplete",
            "FAXSessionsEntry",
            "FAXStats",
            "FAXStatus",
            "Flash",
            "FullyBooted",
            "Hangup",
            "HangupHandlerPop",
            "HangupHandlerPush",
            "HangupHandlerRun",
            "HangupRequest",
            "Hold",
            "IdentifyDetail",
            "InboundRegistrationDetail",
            "InboundRegistrationDetailComplete",
            "InboundSubscriptionDetail",
            "InboundSubscriptionDetailComplete",
            "InvalidAccountID",
            "InvalidPassword",
            "InvalidTransport",
            "JabberStatus",
            "LineEntry",
            "LinelistComplete",
            "ListDialplan",
            "Load",
            "LoadAverageLimit",
            "LocalBridge",
            "LocalOptimizationBegin",
            "LocalOptimizationEnd",
            "LogChannel",
            "MCID",
            "MeetmeEnd",
            "MeetmeJoin",
            "MeetmeLeave",
            "MeetmeList",
            "MeetmeListComplete",
            "MeetmeListRooms",
            "MeetmeListRoomsComplete",
            "MeetmeMute",
            "MeetmeTalking",
            "MeetmeTalkRequest",
            "MemoryLimit",
            "MessageWaiting",
            "MiniVoiceMail",
            "MixMonitorMute",
            "MixMonitorStart",
            "MixMonitorStop",
            "MobileStatus",
            "MonitorStart",
            "MonitorStop",
            "MusicOnHoldStart",
            "MusicOnHoldStop",
            "MWIGet",
            "MWIGetComplete",
            "NewAccountCode",
            "NewCallerid",
            "Newchannel",
            "NewConnectedLine",
            "Newexten",
            "Newstate",
            "OriginateResponse",
            "OutboundRegistrationDetail",
            "OutboundRegistrationDetailComplete",
            "OutboundSubscriptionDetail",
            "OutboundSubscriptionDetailComplete",
            "ParkedCall",
            "ParkedCallGiveUp",
            "ParkedCallsComplete",
            "ParkedCallSwap",
            "ParkedCallTimeOut",
            "Parkinglot",
            "ParkinglotsComplete",
            "PeerEntry",
            "PeerlistComplete",
            "PeerStatus",
            "Pickup",
            "PJSIPMaintenanceStatus",
            "PJSIPMaintenanceStatusComplete",
            "PresenceStateChange",
            "PresenceStateListComplete",
            "PresenceStatus",
            "PRIShowSpans",
            "PRIShowSpansComplete",
            "QueueCallerAbandon",
            "QueueCallerJoin",
            "QueueCallerLeave",
            "QueueEntry",
            "QueueMember",
            "QueueMemberAdded",
            "QueueMemberPause",
            "QueueMemberPenalty",
            "QueueMemberRemoved",
            "QueueMemberRinginuse",
            "QueueMemberStatus",
            "QueueParams",
            "QueueStatusComplete",
            "QueueSummary",
            "QueueSummaryComplete",
            "ReceiveFAX",
            "RegistrationsComplete",
            "Registry",
            "RegistryEntry",
            "Reload",
            "Rename",
            "RequestBadFormat",
            "RequestNotAllowed",
            "RequestNotSupported",
            "ResourceListDetail",
            "ResourceListDetailComplete",
            "RTCPReceived",
            "RTCPSent",
            "SendFAX",
            "SessionLimit",
            "SessionTimeout",
            "ShowDialPlanComplete",
            "Shutdown",
            "SIPpeerstatusComplete",
            "SIPQualifyPeerDone",
            "SoftHangupRequest",
            "SpanAlarm",
            "SpanAlarmClear",
            "Status",
            "StatusComplete",
            "SuccessfulAuth",
            "TestEvent",
            "TransportDetail",
            "UnexpectedAddress",
            "Unhold",
            "Unload",
            "UnParkedCall",
            "UserEvent",
            "VarSet",
            "VoicemailBoxDetail",
            "VoicemailBoxDetailComplete",
            "VoicemailPasswordChange",
            "VoicemailUserDetail",
            "VoicemailUserDetailComplete",
            "VoicemailUserEntry",
            "VoicemailUserEntryComplete",
            "WaitEventComplete",
            "Wink");

    private EventTypes() {}

    /** The names of the typed events; their places are what the other methods take. */
    public static List<String> names() {
        return NAMES;
    }

    /** A new event of the type at this place. */
    public static AmiEvent create(int place, AmiHeaders headers) {
        return switch (place) {
            case 0 -> new AgentCalledEvent(headers);
            case 1 -> new AgentCompleteEvent(headers);
            case 2 -> new AgentConnectEvent(headers);
            case 3 -> new AgentDumpEvent(headers);
            case 4 -> new AgentLoginEvent(headers);
            case 5 -> new AgentLogoffEvent(headers);
            case 6 -> new AgentRingNoAnswerEvent(headers);
            case 7 -> new AgentsEvent(headers);
            case 8 -> new AgentsCompleteEvent(headers);
            case 9 -> new AgiExecEndEvent(headers);
            case 10 -> new AgiExecStartEvent(headers);
            case 11 -> new AlarmEvent(headers);
            case 12 -> new AlarmClearEvent(headers);
            case 13 -> new AocDEvent(headers);
            case 14 -> new AocEEvent(headers);
            case 15 -> new AocSEvent(headers);
            case 16 -> new AorDetailEvent(headers);
            case 17 -> new AorListEvent(headers);
            case 18 -> new AorListCompleteEvent(headers);
            case 19 -> new AsyncAgiEndEvent(headers);
            case 20 -> new AsyncAgiExecEvent(headers);
            case 21 -> new AsyncAgiStartEvent(headers);
            case 22 -> new AttendedTransferEvent(headers);
            case 23 -> new AuthDetailEvent(headers);
            case 24 -> new AuthListEvent(headers);
            case 25 -> new AuthListCompleteEvent(headers);
            case 26 -> new AuthMethodNotAllowedEvent(headers);
            case 27 -> new BlindTransferEvent(headers);
            case 28 -> new BridgeCreateEvent(headers);
            case 29 -> new BridgeDestroyEvent(headers);
            case 30 -> new BridgeEnterEvent(headers);
            case 31 -> new BridgeInfoChannelEvent(headers);
            case 32 -> new BridgeInfoCompleteEvent(headers);
            case 33 -> new BridgeLeaveEvent(headers);
            case 34 -> new BridgeListCompleteEvent(headers);
            case 35 -> new BridgeListItemEvent(headers);
            case 36 -> new BridgeMergeEvent(headers);
            case 37 -> new BridgeTechnologyListCompleteEvent(headers);
            case 38 -> new BridgeTechnologyListItemEvent(headers);
            case 39 -> new BridgeVideoSourceUpdateEvent(headers);
            case 40 -> new CcAvailableEvent(headers);
            case 41 -> new CcCallerRecallingEvent(headers);
            case 42 -> new CcCallerStartMonitoringEvent(headers);
            case 43 -> new CcCallerStopMonitoringEvent(headers);
            case 44 -> new CcFailureEvent(headers);
            case 45 -> new CcMonitorFailedEvent(headers);
            case 46 -> new CcOfferTimerStartEvent(headers);
            case 47 -> new CcRecallCompleteEvent(headers);
            case 48 -> new CcRequestAcknowledgedEvent(headers);
            case 49 -> new CcRequestedEvent(headers);
            case 50 -> new CdrEvent(headers);
            case 51 -> new CelEvent(headers);
            case 52 -> new ChallengeResponseFailedEvent(headers);
            case 53 -> new ChallengeSentEvent(headers);
            case 54 -> new ChannelHungupEvent(headers);
            case 55 -> new ChannelsHungupListCompleteEvent(headers);
            case 56 -> new ChannelTalkingStartEvent(headers);
            case 57 -> new ChannelTalkingStopEvent(headers);
            case 58 -> new ChanSpyStartEvent(headers);
            case 59 -> new ChanSpyStopEvent(headers);
            case 60 -> new ConfbridgeEndEvent(headers);
            case 61 -> new ConfbridgeJoinEvent(headers);
            case 62 -> new ConfbridgeLeaveEvent(headers);
            case 63 -> new ConfbridgeListEvent(headers);
            case 64 -> new ConfbridgeListCompleteEvent(headers);
            case 65 -> new ConfbridgeListRoomsEvent(headers);
            case 66 -> new ConfbridgeListRoomsCompleteEvent(headers);
            case 67 -> new ConfbridgeMuteEvent(headers);
            case 68 -> new ConfbridgeRecordEvent(headers);
            case 69 -> new ConfbridgeStartEvent(headers);
            case 70 -> new ConfbridgeStopRecordEvent(headers);
            case 71 -> new ConfbridgeTalkingEvent(headers);
            case 72 -> new ConfbridgeUnmuteEvent(headers);
            case 73 -> new ContactListEvent(headers);
            case 74 -> new ContactListCompleteEvent(headers);
            case 75 -> new ContactStatusEvent(headers);
            case 76 -> new ContactStatusDetailEvent(headers);
            case 77 -> new ContactStatusDetailCompleteEvent(headers);
            case 78 -> new CoreShowChannelEvent(headers);
            case 79 -> new CoreShowChannelMapEvent(headers);
            case 80 -> new CoreShowChannelMapCompleteEvent(headers);
            case 81 -> new CoreShowChannelsCompleteEvent(headers);
            case 82 -> new DahdiChannelEvent(headers);
            case 83 -> new DahdiShowChannelsEvent(headers);
            case 84 -> new DahdiShowChannelsCompleteEvent(headers);
            case 85 -> new DahdiShowStatusEvent(headers);
            case 86 -> new DahdiShowStatusCompleteEvent(headers);
            case 87 -> new DbGetCompleteEvent(headers);
            case 88 -> new DbGetResponseEvent(headers);
            case 89 -> new DbGetTreeCompleteEvent(headers);
            case 90 -> new DbGetTreeResponseEvent(headers);
            case 91 -> new DeadlockStartEvent(headers);
            case 92 -> new DeviceEntryEvent(headers);
            case 93 -> new DevicelistCompleteEvent(headers);
            case 94 -> new DeviceStateChangeEvent(headers);
            case 95 -> new DeviceStateListCompleteEvent(headers);
            case 96 -> new DialBeginEvent(headers);
            case 97 -> new DialEndEvent(headers);
            case 98 -> new DialStateEvent(headers);
            case 99 -> new DndStateEvent(headers);
            case 100 -> new DtmfBeginEvent(headers);
            case 101 -> new DtmfEndEvent(headers);
            case 102 -> new EndpointDetailEvent(headers);
            case 103 -> new EndpointDetailCompleteEvent(headers);
            case 104 -> new EndpointListEvent(headers);
            case 105 -> new EndpointListCompleteEvent(headers);
            case 106 -> new ExtensionStateListCompleteEvent(headers);
            case 107 -> new ExtensionStatusEvent(headers);
            case 108 -> new FailedAclEvent(headers);
            case 109 -> new FaxSessionEvent(headers);
            case 110 -> new FaxSessionsCompleteEvent(headers);
            case 111 -> new FaxSessionsEntryEvent(headers);
            case 112 -> new FaxStatsEvent(headers);
            case 113 -> new FaxStatusEvent(headers);
            case 114 -> new FlashEvent(headers);
            case 115 -> new FullyBootedEvent(headers);
            case 116 -> new HangupEvent(headers);
            case 117 -> new HangupHandlerPopEvent(headers);
            case 118 -> new HangupHandlerPushEvent(headers);
            case 119 -> new HangupHandlerRunEvent(headers);
            case 120 -> new HangupRequestEvent(headers);
            case 121 -> new HoldEvent(headers);
            case 122 -> new IdentifyDetailEvent(headers);
            case 123 -> new InboundRegistrationDetailEvent(headers);
            case 124 -> new InboundRegistrationDetailCompleteEvent(headers);
            case 125 -> new InboundSubscriptionDetailEvent(headers);
            case 126 -> new InboundSubscriptionDetailCompleteEvent(headers);
            case 127 -> new InvalidAccountIdEvent(headers);
            case 128 -> new InvalidPasswordEvent(headers);
            case 129 -> new InvalidTransportEvent(headers);
            case 130 -> new JabberStatusEvent(headers);
            case 131 -> new LineEntryEvent(headers);
            case 132 -> new LinelistCompleteEvent(headers);
            case 133 -> new ListDialplanEvent(headers);
            case 134 -> new LoadEvent(headers);
            case 135 -> new LoadAverageLimitEvent(headers);
            case 136 -> new LocalBridgeEvent(headers);
            case 137 -> new LocalOptimizationBeginEvent(headers);
            case 138 -> new LocalOptimizationEndEvent(headers);
            case 139 -> new LogChannelEvent(headers);
            case 140 -> new McidEvent(headers);
            case 141 -> new MeetmeEndEvent(headers);
            case 142 -> new MeetmeJoinEvent(headers);
            case 143 -> new MeetmeLeaveEvent(headers);
            case 144 -> new MeetmeListEvent(headers);
            case 145 -> new MeetmeListCompleteEvent(headers);
            case 146 -> new MeetmeListRoomsEvent(headers);
            case 147 -> new MeetmeListRoomsCompleteEvent(headers);
            case 148 -> new MeetmeMuteEvent(headers);
            case 149 -> new MeetmeTalkingEvent(headers);
            case 150 -> new MeetmeTalkRequestEvent(headers);
            case 151 -> new MemoryLimitEvent(headers);
            case 152 -> new MessageWaitingEvent(headers);
            case 153 -> new MiniVoiceMailEvent(headers);
            case 154 -> new MixMonitorMuteEvent(headers);
            case 155 -> new MixMonitorStartEvent(headers);
            case 156 -> new MixMonitorStopEvent(headers);
            case 157 -> new MobileStatusEvent(headers);
            case 158 -> new MonitorStartEvent(headers);
            case 159 -> new MonitorStopEvent(headers);
            case 160 -> new MusicOnHoldStartEvent(headers);
            case 161 -> new MusicOnHoldStopEvent(headers);
            case 162 -> new MwiGetEvent(headers);
            case 163 -> new MwiGetCompleteEvent(headers);
            case 164 -> new NewAccountCodeEvent(headers);
            case 165 -> new NewCalleridEvent(headers);
            case 166 -> new NewchannelEvent(headers);
            case 167 -> new NewConnectedLineEvent(headers);
            case 168 -> new NewextenEvent(headers);
            case 169 -> new NewstateEvent(headers);
            case 170 -> new OriginateResponseEvent(headers);
            case 171 -> new OutboundRegistrationDetailEvent(headers);
            case 172 -> new OutboundRegistrationDetailCompleteEvent(headers);
            case 173 -> new OutboundSubscriptionDetailEvent(headers);
            case 174 -> new OutboundSubscriptionDetailCompleteEvent(headers);
            case 175 -> new ParkedCallEvent(headers);
            case 176 -> new ParkedCallGiveUpEvent(headers);
            case 177 -> new ParkedCallsCompleteEvent(headers);
            case 178 -> new ParkedCallSwapEvent(headers);
            case 179 -> new ParkedCallTimeOutEvent(headers);
            case 180 -> new ParkinglotEvent(headers);
            case 181 -> new ParkinglotsCompleteEvent(headers);
            case 182 -> new PeerEntryEvent(headers);
            case 183 -> new PeerlistCompleteEvent(headers);
            case 184 -> new PeerStatusEvent(headers);
            case 185 -> new PickupEvent(headers);
            case 186 -> new PjsipMaintenanceStatusEvent(headers);
            case 187 -> new PjsipMaintenanceStatusCompleteEvent(headers);
            case 188 -> new PresenceStateChangeEvent(headers);
            case 189 -> new PresenceStateListCompleteEvent(headers);
            case 190 -> new PresenceStatusEvent(headers);
            case 191 -> new PriShowSpansEvent(headers);
            case 192 -> new PriShowSpansCompleteEvent(headers);
            case 193 -> new QueueCallerAbandonEvent(headers);
            case 194 -> new QueueCallerJoinEvent(headers);
            case 195 -> new QueueCallerLeaveEvent(headers);
            case 196 -> new QueueEntryEvent(headers);
            case 197 -> new QueueMemberEvent(headers);
            case 198 -> new QueueMemberAddedEvent(headers);
            case 199 -> new QueueMemberPauseEvent(headers);
            case 200 -> new QueueMemberPenaltyEvent(headers);
            case 201 -> new QueueMemberRemovedEvent(headers);
            case 202 -> new QueueMemberRinginuseEvent(headers);
            case 203 -> new QueueMemberStatusEvent(headers);
            case 204 -> new QueueParamsEvent(headers);
            case 205 -> new QueueStatusCompleteEvent(headers);
            case 206 -> new QueueSummaryEvent(headers);
            case 207 -> new QueueSummaryCompleteEvent(headers);
            case 208 -> new ReceiveFaxEvent(headers);
            case 209 -> new RegistrationsCompleteEvent(headers);
            case 210 -> new RegistryEvent(headers);
            case 211 -> new RegistryEntryEvent(headers);
            case 212 -> new ReloadEvent(headers);
            case 213 -> new RenameEvent(headers);
            case 214 -> new RequestBadFormatEvent(headers);
            case 215 -> new RequestNotAllowedEvent(headers);
            case 216 -> new RequestNotSupportedEvent(headers);
            case 217 -> new ResourceListDetailEvent(headers);
            case 218 -> new ResourceListDetailCompleteEvent(headers);
            case 219 -> new RtcpReceivedEvent(headers);
            case 220 -> new RtcpSentEvent(headers);
            case 221 -> new SendFaxEvent(headers);
            case 222 -> new SessionLimitEvent(headers);
            case 223 -> new SessionTimeoutEvent(headers);
            case 224 -> new ShowDialPlanCompleteEvent(headers);
            case 225 -> new ShutdownEvent(headers);
            case 226 -> new SipPeerStatusCompleteEvent(headers);
            case 227 -> new SipQualifyPeerDoneEvent(headers);
            case 228 -> new SoftHangupRequestEvent(headers);
            case 229 -> new SpanAlarmEvent(headers);
            case 230 -> new SpanAlarmClearEvent(headers);
            case 231 -> new StatusEvent(headers);
            case 232 -> new StatusCompleteEvent(headers);
            case 233 -> new SuccessfulAuthEvent(headers);
            case 234 -> new TestEvent(headers);
            case 235 -> new TransportDetailEvent(headers);
            case 236 -> new UnexpectedAddressEvent(headers);
            case 237 -> new UnholdEvent(headers);
            case 238 -> new UnloadEvent(headers);
            case 239 -> new UnParkedCallEvent(headers);
            case 240 -> new UserEvent(headers);
            case 241 -> new VarSetEvent(headers);
            case 242 -> new VoicemailBoxDetailEvent(headers);
            case 243 -> new VoicemailBoxDetailCompleteEvent(headers);
            case 244 -> new VoicemailPasswordChangeEvent(headers);
            case 245 -> new VoicemailUserDetailEvent(headers);
            case 246 -> new VoicemailUserDetailCompleteEvent(headers);
            case 247 -> new VoicemailUserEntryEvent(headers);
            case 248 -> new VoicemailUserEntryCompleteEvent(headers);
            case 249 -> new WaitEventCompleteEvent(headers);
            case 250 -> new WinkEvent(headers);
            default -> throw new IndexOutOfBoundsException("no event at " + place);
        };
    }

    /** The type at this place. */
    public static Class<? extends AmiEvent> type(int place) {
        return switch (place) {
            case 0 -> AgentCalledEvent.class;
            case 1 -> AgentCompleteEvent.class;
            case 2 -> AgentConnectEvent.class;
            case 3 -> AgentDumpEvent.class;
            case 4 -> AgentLoginEvent.class;
            case 5 -> AgentLogoffEvent.class;
            case 6 -> AgentRingNoAnswerEvent.class;
            case 7 -> AgentsEvent.class;
            case 8 -> AgentsCompleteEvent.class;
            case 9 -> AgiExecEndEvent.class;
            case 10 -> AgiExecStartEvent.class;
            case 11 -> AlarmEvent.class;
            case 12 -> AlarmClearEvent.class;
            case 13 -> AocDEvent.class;
            case 14 -> AocEEvent.class;
            case 15 -> AocSEvent.class;
            case 16 -> AorDetailEvent.class;
            case 17 -> AorListEvent.class;
            case 18 -> AorListCompleteEvent.class;
            case 19 -> AsyncAgiEndEvent.class;
            case 20 -> AsyncAgiExecEvent.class;
            case 21 -> AsyncAgiStartEvent.class;
            case 22 -> AttendedTransferEvent.class;
            case 23 -> AuthDetailEvent.class;
            case 24 -> AuthListEvent.class;
            case 25 -> AuthListCompleteEvent.class;
            case 26 -> AuthMethodNotAllowedEvent.class;
            case 27 -> BlindTransferEvent.class;
            case 28 -> BridgeCreateEvent.class;
            case 29 -> BridgeDestroyEvent.class;
            case 30 -> BridgeEnterEvent.class;
            case 31 -> BridgeInfoChannelEvent.class;
            case 32 -> BridgeInfoCompleteEvent.class;
            case 33 -> BridgeLeaveEvent.class;
            case 34 -> BridgeListCompleteEvent.class;
            case 35 -> BridgeListItemEvent.class;
            case 36 -> BridgeMergeEvent.class;
            case 37 -> BridgeTechnologyListCompleteEvent.class;
            case 38 -> BridgeTechnologyListItemEvent.class;
            case 39 -> BridgeVideoSourceUpdateEvent.class;
            case 40 -> CcAvailableEvent.class;
            case 41 -> CcCallerRecallingEvent.class;
            case 42 -> CcCallerStartMonitoringEvent.class;
            case 43 -> CcCallerStopMonitoringEvent.class;
            case 44 -> CcFailureEvent.class;
            case 45 -> CcMonitorFailedEvent.class;
            case 46 -> CcOfferTimerStartEvent.class;
            case 47 -> CcRecallCompleteEvent.class;
            case 48 -> CcRequestAcknowledgedEvent.class;
            case 49 -> CcRequestedEvent.class;
            case 50 -> CdrEvent.class;
            case 51 -> CelEvent.class;
            case 52 -> ChallengeResponseFailedEvent.class;
            case 53 -> ChallengeSentEvent.class;
            case 54 -> ChannelHungupEvent.class;
            case 55 -> ChannelsHungupListCompleteEvent.class;
            case 56 -> ChannelTalkingStartEvent.class;
            case 57 -> ChannelTalkingStopEvent.class;
            case 58 -> ChanSpyStartEvent.class;
            case 59 -> ChanSpyStopEvent.class;
            case 60 -> ConfbridgeEndEvent.class;
            case 61 -> ConfbridgeJoinEvent.class;
            case 62 -> ConfbridgeLeaveEvent.class;
            case 63 -> ConfbridgeListEvent.class;
            case 64 -> ConfbridgeListCompleteEvent.class;
            case 65 -> ConfbridgeListRoomsEvent.class;
            case 66 -> ConfbridgeListRoomsCompleteEvent.class;
            case 67 -> ConfbridgeMuteEvent.class;
            case 68 -> ConfbridgeRecordEvent.class;
            case 69 -> ConfbridgeStartEvent.class;
            case 70 -> ConfbridgeStopRecordEvent.class;
            case 71 -> ConfbridgeTalkingEvent.class;
            case 72 -> ConfbridgeUnmuteEvent.class;
            case 73 -> ContactListEvent.class;
            case 74 -> ContactListCompleteEvent.class;
            case 75 -> ContactStatusEvent.class;
            case 76 -> ContactStatusDetailEvent.class;
            case 77 -> ContactStatusDetailCompleteEvent.class;
            case 78 -> CoreShowChannelEvent.class;
            case 79 -> CoreShowChannelMapEvent.class;
            case 80 -> CoreShowChannelMapCompleteEvent.class;
            case 81 -> CoreShowChannelsCompleteEvent.class;
            case 82 -> DahdiChannelEvent.class;
            case 83 -> DahdiShowChannelsEvent.class;
            case 84 -> DahdiShowChannelsCompleteEvent.class;
            case 85 -> DahdiShowStatusEvent.class;
            case 86 -> DahdiShowStatusCompleteEvent.class;
            case 87 -> DbGetCompleteEvent.class;
            case 88 -> DbGetResponseEvent.class;
            case 89 -> DbGetTreeCompleteEvent.class;
            case 90 -> DbGetTreeResponseEvent.class;
            case 91 -> DeadlockStartEvent.class;
            case 92 -> DeviceEntryEvent.class;
            case 93 -> DevicelistCompleteEvent.class;
            case 94 -> DeviceStateChangeEvent.class;
            case 95 -> DeviceStateListCompleteEvent.class;
            case 96 -> DialBeginEvent.class;
            case 97 -> DialEndEvent.class;
            case 98 -> DialStateEvent.class;
            case 99 -> DndStateEvent.class;
            case 100 -> DtmfBeginEvent.class;
            case 101 -> DtmfEndEvent.class;
            case 102 -> EndpointDetailEvent.class;
            case 103 -> EndpointDetailCompleteEvent.class;
            case 104 -> EndpointListEvent.class;
            case 105 -> EndpointListCompleteEvent.class;
            case 106 -> ExtensionStateListCompleteEvent.class;
            case 107 -> ExtensionStatusEvent.class;
            case 108 -> FailedAclEvent.class;
            case 109 -> FaxSessionEvent.class;
            case 110 -> FaxSessionsCompleteEvent.class;
            case 111 -> FaxSessionsEntryEvent.class;
            case 112 -> FaxStatsEvent.class;
            case 113 -> FaxStatusEvent.class;
            case 114 -> FlashEvent.class;
            case 115 -> FullyBootedEvent.class;
            case 116 -> HangupEvent.class;
            case 117 -> HangupHandlerPopEvent.class;
            case 118 -> HangupHandlerPushEvent.class;
            case 119 -> HangupHandlerRunEvent.class;
            case 120 -> HangupRequestEvent.class;
            case 121 -> HoldEvent.class;
            case 122 -> IdentifyDetailEvent.class;
            case 123 -> InboundRegistrationDetailEvent.class;
            case 124 -> InboundRegistrationDetailCompleteEvent.class;
            case 125 -> InboundSubscriptionDetailEvent.class;
            case 126 -> InboundSubscriptionDetailCompleteEvent.class;
            case 127 -> InvalidAccountIdEvent.class;
            case 128 -> InvalidPasswordEvent.class;
            case 129 -> InvalidTransportEvent.class;
            case 130 -> JabberStatusEvent.class;
            case 131 -> LineEntryEvent.class;
            case 132 -> LinelistCompleteEvent.class;
            case 133 -> ListDialplanEvent.class;
            case 134 -> LoadEvent.class;
            case 135 -> LoadAverageLimitEvent.class;
            case 136 -> LocalBridgeEvent.class;
            case 137 -> LocalOptimizationBeginEvent.class;
            case 138 -> LocalOptimizationEndEvent.class;
            case 139 -> LogChannelEvent.class;
            case 140 -> McidEvent.class;
            case 141 -> MeetmeEndEvent.class;
            case 142 -> MeetmeJoinEvent.class;
            case 143 -> MeetmeLeaveEvent.class;
            case 144 -> MeetmeListEvent.class;
            case 145 -> MeetmeListCompleteEvent.class;
            case 146 -> MeetmeListRoomsEvent.class;
            case 147 -> MeetmeListRoomsCompleteEvent.class;
            case 148 -> MeetmeMuteEvent.class;
            case 149 -> MeetmeTalkingEvent.class;
            case 150 -> MeetmeTalkRequestEvent.class;
            case 151 -> MemoryLimitEvent.class;
            case 152 -> MessageWaitingEvent.class;
            case 153 -> MiniVoiceMailEvent.class;
            case 154 -> MixMonitorMuteEvent.class;
            case 155 -> MixMonitorStartEvent.class;
            case 156 -> MixMonitorStopEvent.class;
            case 157 -> MobileStatusEvent.class;
            case 158 -> MonitorStartEvent.class;
            case 159 -> MonitorStopEvent.class;
            case 160 -> MusicOnHoldStartEvent.class;
            case 161 -> MusicOnHoldStopEvent.class;
            case 162 -> MwiGetEvent.class;
            case 163 -> MwiGetCompleteEvent.class;
            case 164 -> NewAccountCodeEvent.class;
            case 165 -> NewCalleridEvent.class;
            case 166 -> NewchannelEvent.class;
            case 167 -> NewConnectedLineEvent.class;
            case 168 -> NewextenEvent.class;
            case 169 -> NewstateEvent.class;
            case 170 -> OriginateResponseEvent.class;
            case 171 -> OutboundRegistrationDetailEvent.class;
            case 172 -> OutboundRegistrationDetailCompleteEvent.class;
            case 173 -> OutboundSubscriptionDetailEvent.class;
            case 174 -> OutboundSubscriptionDetailCompleteEvent.class;
            case 175 -> ParkedCallEvent.class;
            case 176 -> ParkedCallGiveUpEvent.class;
            case 177 -> ParkedCallsCompleteEvent.class;
            case 178 -> ParkedCallSwapEvent.class;
            case 179 -> ParkedCallTimeOutEvent.class;
            case 180 -> ParkinglotEvent.class;
            case 181 -> ParkinglotsCompleteEvent.class;
            case 182 -> PeerEntryEvent.class;
            case 183 -> PeerlistCompleteEvent.class;
            case 184 -> PeerStatusEvent.class;
            case 185 -> PickupEvent.class;
            case 186 -> PjsipMaintenanceStatusEvent.class;
            case 187 -> PjsipMaintenanceStatusCompleteEvent.class;
            case 188 -> PresenceStateChangeEvent.class;
            case 189 -> PresenceStateListCompleteEvent.class;
            case 190 -> PresenceStatusEvent.class;
            case 191 -> PriShowSpansEvent.class;
            case 192 -> PriShowSpansCompleteEvent.class;
            case 193 -> QueueCallerAbandonEvent.class;
            case 194 -> QueueCallerJoinEvent.class;
            case 195 -> QueueCallerLeaveEvent.class;
            case 196 -> QueueEntryEvent.class;
            case 197 -> QueueMemberEvent.class;
            case 198 -> QueueMemberAddedEvent.class;
            case 199 -> QueueMemberPauseEvent.class;
            case 200 -> QueueMemberPenaltyEvent.class;
            case 201 -> QueueMemberRemovedEvent.class;
            case 202 -> QueueMemberRinginuseEvent.class;
            case 203 -> QueueMemberStatusEvent.class;
            case 204 -> QueueParamsEvent.class;
            case 205 -> QueueStatusCompleteEvent.class;
            case 206 -> QueueSummaryEvent.class;
            case 207 -> QueueSummaryCompleteEvent.class;
            case 208 -> ReceiveFaxEvent.class;
            case 209 -> RegistrationsCompleteEvent.class;
            case 210 -> RegistryEvent.class;
            case 211 -> RegistryEntryEvent.class;
            case 212 -> ReloadEvent.class;
            case 213 -> RenameEvent.class;
            case 214 -> RequestBadFormatEvent.class;
            case 215 -> RequestNotAllowedEvent.class;
            case 216 -> RequestNotSupportedEvent.class;
            case 217 -> ResourceListDetailEvent.class;
            case 218 -> ResourceListDetailCompleteEvent.class;
            case 219 -> RtcpReceivedEvent.class;
            case 220 -> RtcpSentEvent.class;
            case 221 -> SendFaxEvent.class;
            case 222 -> SessionLimitEvent.class;
            case 223 -> SessionTimeoutEvent.class;
            case 224 -> ShowDialPlanCompleteEvent.class;
            case 225 -> ShutdownEvent.class;
            case 226 -> SipPeerStatusCompleteEvent.class;
            case 227 -> SipQualifyPeerDoneEvent.class;
            case 228 -> SoftHangupRequestEvent.class;
            case 229 -> SpanAlarmEvent.class;
            case 230 -> SpanAlarmClearEvent.class;
            case 231 -> StatusEvent.class;
            case 232 -> StatusCompleteEvent.class;
            case 233 -> SuccessfulAuthEvent.class;
            case 234 -> TestEvent.class;
            case 235 -> TransportDetailEvent.class;
            case 236 -> UnexpectedAddressEvent.class;
            case 237 -> UnholdEvent.class;
            case 238 -> UnloadEvent.class;
            case 239 -> UnParkedCallEvent.class;
            case 240 -> UserEvent.class;
            case 241 -> VarSetEvent.class;
            case 242 -> VoicemailBoxDetailEvent.class;
            case 243 -> VoicemailBoxDetailCompleteEvent.class;
            case 244 -> VoicemailPasswordChangeEvent.class;
            case 245 -> VoicemailUserDetailEvent.class;
            case 246 -> VoicemailUserDetailCompleteEvent.class;
            case 247 -> VoicemailUserEntryEvent.class;
            case 248 -> VoicemailUserEntryCompleteEvent.class;
            case 249 -> WaitEventCompleteEvent.class;
            case 250 -> WinkEvent.class;
            default -> throw new IndexOutOfBoundsException("no event at " + place);
        };
    }

    /**
     * The classes an account needs under {@code read=}, all of them, to get the event at this place; empty when
     * it comes in lists only, or it is not known.
     */
    public static Set<String> privileges(int place) {
        return switch (place) {
            case 0 -> Set.of("agent");
            case 1 -> Set.of("agent");
            case 2 -> Set.of("agent");
            case 3 -> Set.of("agent");
            case 4 -> Set.of("agent");
            case 5 -> Set.of("agent");
            case 6 -> Set.of("agent");
            case 7 -> Set.of();
            case 8 -> Set.of();
            case 9 -> Set.of("agi");
            case 10 -> Set.of("agi");
            case 11 -> Set.of("system");
            case 12 -> Set.of("system");
            case 13 -> Set.of("aoc");
            case 14 -> Set.of("aoc");
            case 15 -> Set.of("aoc");
            case 16 -> Set.of();
            case 17 -> Set.of();
            case 18 -> Set.of();
            case 19 -> Set.of("agi");
            case 20 -> Set.of("agi");
            case 21 -> Set.of("agi");
            case 22 -> Set.of("call");
            case 23 -> Set.of();
            case 24 -> Set.of();
            case 25 -> Set.of();
            case 26 -> Set.of("security");
            case 27 -> Set.of("call");
            case 28 -> Set.of("call");
            case 29 -> Set.of("call");
            case 30 -> Set.of("call");
            case 31 -> Set.of();
            case 32 -> Set.of();
            case 33 -> Set.of("call");
            case 34 -> Set.of();
            case 35 -> Set.of();
            case 36 -> Set.of("call");
            case 37 -> Set.of();
            case 38 -> Set.of();
            case 39 -> Set.of("call");
            case 40 -> Set.of("cc");
            case 41 -> Set.of("cc");
            case 42 -> Set.of("cc");
            case 43 -> Set.of("cc");
            case 44 -> Set.of("cc");
            case 45 -> Set.of("cc");
            case 46 -> Set.of("cc");
            case 47 -> Set.of("cc");
            case 48 -> Set.of("cc");
            case 49 -> Set.of("cc");
            case 50 -> Set.of("cdr");
            case 51 -> Set.of("call");
            case 52 -> Set.of("security");
            case 53 -> Set.of("security");
            case 54 -> Set.of();
            case 55 -> Set.of();
            case 56 -> Set.of("call");
            case 57 -> Set.of("call");
            case 58 -> Set.of("call");
            case 59 -> Set.of("call");
            case 60 -> Set.of("call");
            case 61 -> Set.of("call");
            case 62 -> Set.of("call");
            case 63 -> Set.of();
            case 64 -> Set.of();
            case 65 -> Set.of();
            case 66 -> Set.of();
            case 67 -> Set.of("call");
            case 68 -> Set.of("call");
            case 69 -> Set.of("call");
            case 70 -> Set.of("call");
            case 71 -> Set.of("call");
            case 72 -> Set.of("call");
            case 73 -> Set.of();
            case 74 -> Set.of();
            case 75 -> Set.of("system");
            case 76 -> Set.of();
            case 77 -> Set.of();
            case 78 -> Set.of();
            case 79 -> Set.of();
            case 80 -> Set.of();
            case 81 -> Set.of();
            case 82 -> Set.of("call");
            case 83 -> Set.of();
            case 84 -> Set.of();
            case 85 -> Set.of();
            case 86 -> Set.of();
            case 87 -> Set.of();
            case 88 -> Set.of();
            case 89 -> Set.of();
            case 90 -> Set.of();
            case 91 -> Set.of("system");
            case 92 -> Set.of();
            case 93 -> Set.of();
            case 94 -> Set.of("call");
            case 95 -> Set.of();
            case 96 -> Set.of("call");
            case 97 -> Set.of("call");
            case 98 -> Set.of("call");
            case 99 -> Set.of("system");
            case 100 -> Set.of("dtmf");
            case 101 -> Set.of("dtmf");
            case 102 -> Set.of();
            case 103 -> Set.of();
            case 104 -> Set.of();
            case 105 -> Set.of();
            case 106 -> Set.of();
            case 107 -> Set.of("call");
            case 108 -> Set.of("security");
            case 109 -> Set.of();
            case 110 -> Set.of();
            case 111 -> Set.of();
            case 112 -> Set.of();
            case 113 -> Set.of("call");
            case 114 -> Set.of("call");
            case 115 -> Set.of("system");
            case 116 -> Set.of("call");
            case 117 -> Set.of("dialplan");
            case 118 -> Set.of("dialplan");
            case 119 -> Set.of("dialplan");
            case 120 -> Set.of("call");
            case 121 -> Set.of("call");
            case 122 -> Set.of();
            case 123 -> Set.of();
            case 124 -> Set.of();
            case 125 -> Set.of();
            case 126 -> Set.of();
            case 127 -> Set.of("security");
            case 128 -> Set.of("security");
            case 129 -> Set.of("security");
            case 130 -> Set.of("system");
            case 131 -> Set.of();
            case 132 -> Set.of();
            case 133 -> Set.of();
            case 134 -> Set.of("system");
            case 135 -> Set.of("security");
            case 136 -> Set.of("call");
            case 137 -> Set.of("call");
            case 138 -> Set.of("call");
            case 139 -> Set.of("system");
            case 140 -> Set.of("call");
            case 141 -> Set.of("call");
            case 142 -> Set.of("call");
            case 143 -> Set.of("call");
            case 144 -> Set.of();
            case 145 -> Set.of();
            case 146 -> Set.of();
            case 147 -> Set.of();
            case 148 -> Set.of("call");
            case 149 -> Set.of("call");
            case 150 -> Set.of("call");
            case 151 -> Set.of("security");
            case 152 -> Set.of("call");
            case 153 -> Set.of("call");
            case 154 -> Set.of("call");
            case 155 -> Set.of("call");
            case 156 -> Set.of("call");
            case 157 -> Set.of("system");
            case 158 -> Set.of("call");
            case 159 -> Set.of("call");
            case 160 -> Set.of("call");
            case 161 -> Set.of("call");
            case 162 -> Set.of();
            case 163 -> Set.of();
            case 164 -> Set.of("call");
            case 165 -> Set.of("call");
            case 166 -> Set.of("call");
            case 167 -> Set.of("call");
            case 168 -> Set.of("dialplan");
            case 169 -> Set.of("call");
            case 170 -> Set.of("call");
            case 171 -> Set.of();
            case 172 -> Set.of();
            case 173 -> Set.of();
            case 174 -> Set.of();
            case 175 -> Set.of("call");
            case 176 -> Set.of("call");
            case 177 -> Set.of();
            case 178 -> Set.of("call");
            case 179 -> Set.of("call");
            case 180 -> Set.of();
            case 181 -> Set.of();
            case 182 -> Set.of();
            case 183 -> Set.of();
            case 184 -> Set.of("system");
            case 185 -> Set.of("call");
            case 186 -> Set.of();
            case 187 -> Set.of();
            case 188 -> Set.of("call");
            case 189 -> Set.of();
            case 190 -> Set.of("call");
            case 191 -> Set.of();
            case 192 -> Set.of();
            case 193 -> Set.of("agent");
            case 194 -> Set.of("agent");
            case 195 -> Set.of("agent");
            case 196 -> Set.of();
            case 197 -> Set.of();
            case 198 -> Set.of("agent");
            case 199 -> Set.of("agent");
            case 200 -> Set.of("agent");
            case 201 -> Set.of("agent");
            case 202 -> Set.of("agent");
            case 203 -> Set.of("agent");
            case 204 -> Set.of();
            case 205 -> Set.of();
            case 206 -> Set.of();
            case 207 -> Set.of();
            case 208 -> Set.of("call");
            case 209 -> Set.of();
            case 210 -> Set.of("system");
            case 211 -> Set.of();
            case 212 -> Set.of("system");
            case 213 -> Set.of("system");
            case 214 -> Set.of("security");
            case 215 -> Set.of("security");
            case 216 -> Set.of("security");
            case 217 -> Set.of();
            case 218 -> Set.of();
            case 219 -> Set.of("reporting");
            case 220 -> Set.of("reporting");
            case 221 -> Set.of("call");
            case 222 -> Set.of("security");
            case 223 -> Set.of("call");
            case 224 -> Set.of();
            case 225 -> Set.of("system");
            case 226 -> Set.of();
            case 227 -> Set.of("call");
            case 228 -> Set.of("call");
            case 229 -> Set.of("system");
            case 230 -> Set.of("system");
            case 231 -> Set.of();
            case 232 -> Set.of();
            case 233 -> Set.of("security");
            case 234 -> Set.of("reporting");
            case 235 -> Set.of();
            case 236 -> Set.of("security");
            case 237 -> Set.of("call");
            case 238 -> Set.of("system");
            case 239 -> Set.of("call");
            case 240 -> Set.of("user");
            case 241 -> Set.of("dialplan");
            case 242 -> Set.of();
            case 243 -> Set.of();
            case 244 -> Set.of("user");
            case 245 -> Set.of();
            case 246 -> Set.of();
            case 247 -> Set.of();
            case 248 -> Set.of();
            case 249 -> Set.of();
            case 250 -> Set.of("call");
            default -> throw new IndexOutOfBoundsException("no event at " + place);
        };
    }
}
