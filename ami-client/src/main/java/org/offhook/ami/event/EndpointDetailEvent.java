// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.ami.AmiEvent;
import org.offhook.ami.AmiHeaders;
import org.offhook.ami.internal.Generated;
import org.offhook.ami.internal.HeaderValues;

/**
 * A PJSIP endpoint with its settings, in the answer to PJSIPShowEndpoint.
 *
 * <p>{@code EndpointDetail}; it comes in lists only.
 *
 * @param headers everything that came
 */
@Generated
public record EndpointDetailEvent(AmiHeaders headers) implements AmiEvent {

    /** {@code ObjectType}. */
    public Optional<String> objectType() {
        return HeaderValues.text(headers, "ObjectType");
    }

    /** {@code ObjectName}. */
    public Optional<String> objectName() {
        return HeaderValues.text(headers, "ObjectName");
    }

    /** {@code Context}. */
    public Optional<String> context() {
        return HeaderValues.text(headers, "Context");
    }

    /** {@code Allow}. */
    public Optional<String> allow() {
        return HeaderValues.text(headers, "Allow");
    }

    /** {@code DtmfMode}. */
    public Optional<String> dtmfMode() {
        return HeaderValues.text(headers, "DtmfMode");
    }

    /** {@code RtpIpv6}. */
    public Optional<Boolean> rtpIpv6() {
        return HeaderValues.bool(headers, "RtpIpv6");
    }

    /** {@code RtpSymmetric}. */
    public Optional<Boolean> rtpSymmetric() {
        return HeaderValues.bool(headers, "RtpSymmetric");
    }

    /** {@code IceSupport}. */
    public Optional<Boolean> iceSupport() {
        return HeaderValues.bool(headers, "IceSupport");
    }

    /** {@code UsePtime}. */
    public Optional<Boolean> usePtime() {
        return HeaderValues.bool(headers, "UsePtime");
    }

    /** {@code ForceRport}. */
    public Optional<Boolean> forceRport() {
        return HeaderValues.bool(headers, "ForceRport");
    }

    /** {@code RewriteContact}. */
    public Optional<Boolean> rewriteContact() {
        return HeaderValues.bool(headers, "RewriteContact");
    }

    /** {@code Transport}. */
    public Optional<String> transport() {
        return HeaderValues.text(headers, "Transport");
    }

    /** {@code OutboundProxy}. */
    public Optional<String> outboundProxy() {
        return HeaderValues.text(headers, "OutboundProxy");
    }

    /** {@code MohSuggest}. */
    public Optional<String> mohSuggest() {
        return HeaderValues.text(headers, "MohSuggest");
    }

    /** {@code 100rel}. */
    public Optional<String> rel100() {
        return HeaderValues.text(headers, "100rel");
    }

    /** {@code Timers}. */
    public Optional<String> timers() {
        return HeaderValues.text(headers, "Timers");
    }

    /** {@code TimersMinSe}. */
    public Optional<Duration> timersMinSe() {
        return HeaderValues.seconds(headers, "TimersMinSe");
    }

    /** {@code TimersSessExpires}. */
    public Optional<Duration> timersSessExpires() {
        return HeaderValues.seconds(headers, "TimersSessExpires");
    }

    /** {@code Auth}. */
    public Optional<String> auth() {
        return HeaderValues.text(headers, "Auth");
    }

    /** {@code OutboundAuth}. */
    public Optional<String> outboundAuth() {
        return HeaderValues.text(headers, "OutboundAuth");
    }

    /** {@code Aors}. */
    public Optional<String> aors() {
        return HeaderValues.text(headers, "Aors");
    }

    /** {@code MediaAddress}. */
    public Optional<String> mediaAddress() {
        return HeaderValues.text(headers, "MediaAddress");
    }

    /** {@code IdentifyBy}. */
    public Optional<String> identifyBy() {
        return HeaderValues.text(headers, "IdentifyBy");
    }

    /** {@code DirectMedia}. */
    public Optional<Boolean> directMedia() {
        return HeaderValues.bool(headers, "DirectMedia");
    }

    /** {@code DirectMediaMethod}. */
    public Optional<String> directMediaMethod() {
        return HeaderValues.text(headers, "DirectMediaMethod");
    }

    /** {@code TrustConnectedLine}. */
    public Optional<Boolean> trustConnectedLine() {
        return HeaderValues.bool(headers, "TrustConnectedLine");
    }

    /** {@code SendConnectedLine}. */
    public Optional<Boolean> sendConnectedLine() {
        return HeaderValues.bool(headers, "SendConnectedLine");
    }

    /** {@code ConnectedLineMethod}. */
    public Optional<String> connectedLineMethod() {
        return HeaderValues.text(headers, "ConnectedLineMethod");
    }

    /** {@code DirectMediaGlareMitigation}. */
    public Optional<String> directMediaGlareMitigation() {
        return HeaderValues.text(headers, "DirectMediaGlareMitigation");
    }

    /** {@code DisableDirectMediaOnNat}. */
    public Optional<Boolean> disableDirectMediaOnNat() {
        return HeaderValues.bool(headers, "DisableDirectMediaOnNat");
    }

    /** {@code Callerid}. */
    public Optional<String> callerId() {
        return HeaderValues.text(headers, "Callerid");
    }

    /** {@code CalleridPrivacy}. */
    public Optional<String> callerIdPrivacy() {
        return HeaderValues.text(headers, "CalleridPrivacy");
    }

    /** {@code CalleridTag}. */
    public Optional<String> callerIdTag() {
        return HeaderValues.text(headers, "CalleridTag");
    }

    /** {@code TrustIdInbound}. */
    public Optional<Boolean> trustIdInbound() {
        return HeaderValues.bool(headers, "TrustIdInbound");
    }

    /** {@code TrustIdOutbound}. */
    public Optional<Boolean> trustIdOutbound() {
        return HeaderValues.bool(headers, "TrustIdOutbound");
    }

    /** {@code SendPai}. */
    public Optional<Boolean> sendPai() {
        return HeaderValues.bool(headers, "SendPai");
    }

    /** {@code SendRpid}. */
    public Optional<Boolean> sendRpid() {
        return HeaderValues.bool(headers, "SendRpid");
    }

    /** {@code SendDiversion}. */
    public Optional<Boolean> sendDiversion() {
        return HeaderValues.bool(headers, "SendDiversion");
    }

    /** {@code Mailboxes}. */
    public Optional<String> mailboxes() {
        return HeaderValues.text(headers, "Mailboxes");
    }

    /** {@code AggregateMwi}. */
    public Optional<Boolean> aggregateMwi() {
        return HeaderValues.bool(headers, "AggregateMwi");
    }

    /** {@code MediaEncryption}. */
    public Optional<String> mediaEncryption() {
        return HeaderValues.text(headers, "MediaEncryption");
    }

    /** {@code MediaEncryptionOptimistic}. */
    public Optional<Boolean> mediaEncryptionOptimistic() {
        return HeaderValues.bool(headers, "MediaEncryptionOptimistic");
    }

    /** {@code UseAvpf}. */
    public Optional<Boolean> useAvpf() {
        return HeaderValues.bool(headers, "UseAvpf");
    }

    /** {@code ForceAvp}. */
    public Optional<Boolean> forceAvp() {
        return HeaderValues.bool(headers, "ForceAvp");
    }

    /** {@code MediaUseReceivedTransport}. */
    public Optional<Boolean> mediaUseReceivedTransport() {
        return HeaderValues.bool(headers, "MediaUseReceivedTransport");
    }

    /** {@code OneTouchRecording}. */
    public Optional<Boolean> oneTouchRecording() {
        return HeaderValues.bool(headers, "OneTouchRecording");
    }

    /** {@code InbandProgress}. */
    public Optional<Boolean> inbandProgress() {
        return HeaderValues.bool(headers, "InbandProgress");
    }

    /** {@code CallGroup}. */
    public Optional<String> callGroup() {
        return HeaderValues.text(headers, "CallGroup");
    }

    /** {@code PickupGroup}. */
    public Optional<String> pickupGroup() {
        return HeaderValues.text(headers, "PickupGroup");
    }

    /** {@code NamedCallGroup}. */
    public Optional<String> namedCallGroup() {
        return HeaderValues.text(headers, "NamedCallGroup");
    }

    /** {@code NamedPickupGroup}. */
    public Optional<String> namedPickupGroup() {
        return HeaderValues.text(headers, "NamedPickupGroup");
    }

    /** {@code DeviceStateBusyAt}. */
    public OptionalInt deviceStateBusyAt() {
        return HeaderValues.integer(headers, "DeviceStateBusyAt");
    }

    /** {@code T38Udptl}. */
    public Optional<Boolean> t38Udptl() {
        return HeaderValues.bool(headers, "T38Udptl");
    }

    /** {@code T38UdptlEc}. */
    public Optional<String> t38UdptlEc() {
        return HeaderValues.text(headers, "T38UdptlEc");
    }

    /** {@code T38UdptlMaxdatagram}. */
    public OptionalInt t38UdptlMaxDatagram() {
        return HeaderValues.integer(headers, "T38UdptlMaxdatagram");
    }

    /** {@code FaxDetect}. */
    public Optional<Boolean> faxDetect() {
        return HeaderValues.bool(headers, "FaxDetect");
    }

    /** {@code T38UdptlNat}. */
    public Optional<Boolean> t38UdptlNat() {
        return HeaderValues.bool(headers, "T38UdptlNat");
    }

    /** {@code T38UdptlIpv6}. */
    public Optional<Boolean> t38UdptlIpv6() {
        return HeaderValues.bool(headers, "T38UdptlIpv6");
    }

    /** {@code T38BindUdptlToMediaAddress}. */
    public Optional<Boolean> t38BindUdptlToMediaAddress() {
        return HeaderValues.bool(headers, "T38BindUdptlToMediaAddress");
    }

    /** {@code ToneZone}. */
    public Optional<String> toneZone() {
        return HeaderValues.text(headers, "ToneZone");
    }

    /** {@code Language}. */
    public Optional<String> language() {
        return HeaderValues.text(headers, "Language");
    }

    /** {@code RecordOnFeature}. */
    public Optional<String> recordOnFeature() {
        return HeaderValues.text(headers, "RecordOnFeature");
    }

    /** {@code RecordOffFeature}. */
    public Optional<String> recordOffFeature() {
        return HeaderValues.text(headers, "RecordOffFeature");
    }

    /** {@code AllowTransfer}. */
    public Optional<Boolean> allowTransfer() {
        return HeaderValues.bool(headers, "AllowTransfer");
    }

    /** {@code UserEqPhone}. */
    public Optional<Boolean> userEqPhone() {
        return HeaderValues.bool(headers, "UserEqPhone");
    }

    /** {@code MohPassthrough}. */
    public Optional<Boolean> mohPassthrough() {
        return HeaderValues.bool(headers, "MohPassthrough");
    }

    /** {@code SdpOwner}. */
    public Optional<String> sdpOwner() {
        return HeaderValues.text(headers, "SdpOwner");
    }

    /** {@code SdpSession}. */
    public Optional<String> sdpSession() {
        return HeaderValues.text(headers, "SdpSession");
    }

    /** {@code TosAudio}. */
    public Optional<String> tosAudio() {
        return HeaderValues.text(headers, "TosAudio");
    }

    /** {@code TosVideo}. */
    public Optional<String> tosVideo() {
        return HeaderValues.text(headers, "TosVideo");
    }

    /** {@code CosAudio}. */
    public OptionalInt cosAudio() {
        return HeaderValues.integer(headers, "CosAudio");
    }

    /** {@code CosVideo}. */
    public OptionalInt cosVideo() {
        return HeaderValues.integer(headers, "CosVideo");
    }

    /** {@code AllowSubscribe}. */
    public Optional<Boolean> allowSubscribe() {
        return HeaderValues.bool(headers, "AllowSubscribe");
    }

    /** {@code SubMinExpiry}. */
    public Optional<Duration> subMinExpiry() {
        return HeaderValues.seconds(headers, "SubMinExpiry");
    }

    /** {@code FromUser}. */
    public Optional<String> fromUser() {
        return HeaderValues.text(headers, "FromUser");
    }

    /** {@code FromDomain}. */
    public Optional<String> fromDomain() {
        return HeaderValues.text(headers, "FromDomain");
    }

    /** {@code MwiFromUser}. */
    public Optional<String> mwiFromUser() {
        return HeaderValues.text(headers, "MwiFromUser");
    }

    /** {@code RtpEngine}. */
    public Optional<String> rtpEngine() {
        return HeaderValues.text(headers, "RtpEngine");
    }

    /** {@code DtlsVerify}. */
    public Optional<String> dtlsVerify() {
        return HeaderValues.text(headers, "DtlsVerify");
    }

    /** {@code DtlsRekey}. */
    public Optional<String> dtlsRekey() {
        return HeaderValues.text(headers, "DtlsRekey");
    }

    /** {@code DtlsCertFile}. */
    public Optional<String> dtlsCertFile() {
        return HeaderValues.text(headers, "DtlsCertFile");
    }

    /** {@code DtlsPrivateKey}. */
    public Optional<String> dtlsPrivateKey() {
        return HeaderValues.text(headers, "DtlsPrivateKey");
    }

    /** {@code DtlsCipher}. */
    public Optional<String> dtlsCipher() {
        return HeaderValues.text(headers, "DtlsCipher");
    }

    /** {@code DtlsCaFile}. */
    public Optional<String> dtlsCaFile() {
        return HeaderValues.text(headers, "DtlsCaFile");
    }

    /** {@code DtlsCaPath}. */
    public Optional<String> dtlsCaPath() {
        return HeaderValues.text(headers, "DtlsCaPath");
    }

    /** {@code DtlsSetup}. */
    public Optional<String> dtlsSetup() {
        return HeaderValues.text(headers, "DtlsSetup");
    }

    /** {@code SrtpTag32}. */
    public Optional<Boolean> srtpTag32() {
        return HeaderValues.bool(headers, "SrtpTag32");
    }

    /** {@code RedirectMethod}. */
    public Optional<String> redirectMethod() {
        return HeaderValues.text(headers, "RedirectMethod");
    }

    /** {@code SetVar}. */
    public Optional<String> setVar() {
        return HeaderValues.text(headers, "SetVar");
    }

    /** {@code MessageContext}. */
    public Optional<String> messageContext() {
        return HeaderValues.text(headers, "MessageContext");
    }

    /** {@code Accountcode}. */
    public Optional<String> accountCode() {
        return HeaderValues.text(headers, "Accountcode");
    }

    /** {@code PreferredCodecOnly}. */
    public Optional<Boolean> preferredCodecOnly() {
        return HeaderValues.bool(headers, "PreferredCodecOnly");
    }

    /** {@code DeviceState}. */
    public Optional<String> deviceState() {
        return HeaderValues.text(headers, "DeviceState");
    }

    /** {@code ActiveChannels}. */
    public OptionalInt activeChannels() {
        return HeaderValues.integer(headers, "ActiveChannels");
    }

    /** {@code SubscribeContext}. */
    public Optional<String> subscribeContext() {
        return HeaderValues.text(headers, "SubscribeContext");
    }

    /** {@code AllowOverlap}. */
    public Optional<Boolean> allowOverlap() {
        return HeaderValues.bool(headers, "AllowOverlap");
    }

    /** {@code OverlapContext}, in Asterisk 22. */
    public Optional<String> overlapContext() {
        return HeaderValues.text(headers, "OverlapContext");
    }

    /** {@code AcceptMultipleSdpAnswers}, in Asterisk 22. */
    public Optional<Boolean> acceptMultipleSdpAnswers() {
        return HeaderValues.bool(headers, "AcceptMultipleSdpAnswers");
    }

    /** {@code Acl}, in Asterisk 22. */
    public Optional<String> acl() {
        return HeaderValues.text(headers, "Acl");
    }

    /** {@code AllowUnauthenticatedOptions}, in Asterisk 22. */
    public Optional<Boolean> allowUnauthenticatedOptions() {
        return HeaderValues.bool(headers, "AllowUnauthenticatedOptions");
    }

    /** {@code AsymmetricRtpCodec}, in Asterisk 22. */
    public Optional<Boolean> asymmetricRtpCodec() {
        return HeaderValues.bool(headers, "AsymmetricRtpCodec");
    }

    /** {@code BindRtpToMediaAddress}, in Asterisk 22. */
    public Optional<Boolean> bindRtpToMediaAddress() {
        return HeaderValues.bool(headers, "BindRtpToMediaAddress");
    }

    /** {@code Bundle}, in Asterisk 22. */
    public Optional<Boolean> bundle() {
        return HeaderValues.bool(headers, "Bundle");
    }

    /** {@code CodecPrefsIncomingAnswer}, in Asterisk 22. */
    public Optional<String> codecPrefsIncomingAnswer() {
        return HeaderValues.text(headers, "CodecPrefsIncomingAnswer");
    }

    /** {@code CodecPrefsIncomingOffer}, in Asterisk 22. */
    public Optional<String> codecPrefsIncomingOffer() {
        return HeaderValues.text(headers, "CodecPrefsIncomingOffer");
    }

    /** {@code CodecPrefsOutgoingAnswer}, in Asterisk 22. */
    public Optional<String> codecPrefsOutgoingAnswer() {
        return HeaderValues.text(headers, "CodecPrefsOutgoingAnswer");
    }

    /** {@code CodecPrefsOutgoingOffer}, in Asterisk 22. */
    public Optional<String> codecPrefsOutgoingOffer() {
        return HeaderValues.text(headers, "CodecPrefsOutgoingOffer");
    }

    /** {@code ContactAcl}, in Asterisk 22. */
    public Optional<String> contactAcl() {
        return HeaderValues.text(headers, "ContactAcl");
    }

    /** {@code DtlsAutoGenerateCert}, in Asterisk 22. */
    public Optional<Boolean> dtlsAutoGenerateCert() {
        return HeaderValues.bool(headers, "DtlsAutoGenerateCert");
    }

    /** {@code DtlsFingerprint}, in Asterisk 22. */
    public Optional<String> dtlsFingerprint() {
        return HeaderValues.text(headers, "DtlsFingerprint");
    }

    /** {@code FaxDetectTimeout}, in Asterisk 22. */
    public Optional<Duration> faxDetectTimeout() {
        return HeaderValues.seconds(headers, "FaxDetectTimeout");
    }

    /** {@code FollowEarlyMediaFork}, in Asterisk 22. */
    public Optional<Boolean> followEarlyMediaFork() {
        return HeaderValues.bool(headers, "FollowEarlyMediaFork");
    }

    /** {@code G726NonStandard}, in Asterisk 22. */
    public Optional<Boolean> g726NonStandard() {
        return HeaderValues.bool(headers, "G726NonStandard");
    }

    /** {@code GeolocIncomingCallProfile}, in Asterisk 22. */
    public Optional<String> geolocIncomingCallProfile() {
        return HeaderValues.text(headers, "GeolocIncomingCallProfile");
    }

    /** {@code GeolocOutgoingCallProfile}, in Asterisk 22. */
    public Optional<String> geolocOutgoingCallProfile() {
        return HeaderValues.text(headers, "GeolocOutgoingCallProfile");
    }

    /** {@code Ignore183WithoutSdp}, in Asterisk 22. */
    public Optional<Boolean> ignore183WithoutSdp() {
        return HeaderValues.bool(headers, "Ignore183WithoutSdp");
    }

    /** {@code IncomingCallOfferPref}, in Asterisk 22. */
    public Optional<String> incomingCallOfferPref() {
        return HeaderValues.text(headers, "IncomingCallOfferPref");
    }

    /** {@code IncomingMwiMailbox}, in Asterisk 22. */
    public Optional<String> incomingMwiMailbox() {
        return HeaderValues.text(headers, "IncomingMwiMailbox");
    }

    /** {@code MaxAudioStreams}, in Asterisk 22. */
    public OptionalInt maxAudioStreams() {
        return HeaderValues.integer(headers, "MaxAudioStreams");
    }

    /** {@code MaxVideoStreams}, in Asterisk 22. */
    public OptionalInt maxVideoStreams() {
        return HeaderValues.integer(headers, "MaxVideoStreams");
    }

    /** {@code MwiSubscribeReplacesUnsolicited}, in Asterisk 22. */
    public Optional<Boolean> mwiSubscribeReplacesUnsolicited() {
        return HeaderValues.bool(headers, "MwiSubscribeReplacesUnsolicited");
    }

    /** {@code NotifyEarlyInuseRinging}, in Asterisk 22. */
    public Optional<Boolean> notifyEarlyInuseRinging() {
        return HeaderValues.bool(headers, "NotifyEarlyInuseRinging");
    }

    /** {@code OutgoingCallOfferPref}, in Asterisk 22. */
    public Optional<String> outgoingCallOfferPref() {
        return HeaderValues.text(headers, "OutgoingCallOfferPref");
    }

    /** {@code ReferBlindProgress}, in Asterisk 22. */
    public Optional<Boolean> referBlindProgress() {
        return HeaderValues.bool(headers, "ReferBlindProgress");
    }

    /** {@code RpidImmediate}, in Asterisk 22. */
    public Optional<Boolean> rpidImmediate() {
        return HeaderValues.bool(headers, "RpidImmediate");
    }

    /** {@code RtcpMux}, in Asterisk 22. */
    public Optional<Boolean> rtcpMux() {
        return HeaderValues.bool(headers, "RtcpMux");
    }

    /** {@code RtpKeepalive}, in Asterisk 22. */
    public Optional<Duration> rtpKeepalive() {
        return HeaderValues.seconds(headers, "RtpKeepalive");
    }

    /** {@code RtpTimeout}, in Asterisk 22. */
    public Optional<Duration> rtpTimeout() {
        return HeaderValues.seconds(headers, "RtpTimeout");
    }

    /** {@code RtpTimeoutHold}, in Asterisk 22. */
    public Optional<Duration> rtpTimeoutHold() {
        return HeaderValues.seconds(headers, "RtpTimeoutHold");
    }

    /** {@code RtpPortStart}, in Asterisk 22. */
    public OptionalInt rtpPortStart() {
        return HeaderValues.integer(headers, "RtpPortStart");
    }

    /** {@code RtpPortEnd}, in Asterisk 22. */
    public OptionalInt rtpPortEnd() {
        return HeaderValues.integer(headers, "RtpPortEnd");
    }

    /** {@code SecurityNegotiation}, in Asterisk 22. */
    public Optional<String> securityNegotiation() {
        return HeaderValues.text(headers, "SecurityNegotiation");
    }

    /** {@code SendAoc}, in Asterisk 22. */
    public Optional<Boolean> sendAoc() {
        return HeaderValues.bool(headers, "SendAoc");
    }

    /** {@code SendHistoryInfo}, in Asterisk 22. */
    public Optional<Boolean> sendHistoryInfo() {
        return HeaderValues.bool(headers, "SendHistoryInfo");
    }

    /** {@code StirShaken}, in Asterisk 22. */
    public Optional<String> stirShaken() {
        return HeaderValues.text(headers, "StirShaken");
    }

    /** {@code StirShakenProfile}, in Asterisk 22. */
    public Optional<String> stirShakenProfile() {
        return HeaderValues.text(headers, "StirShakenProfile");
    }

    /** {@code SuppressMohOnSendonly}, in Asterisk 22. */
    public Optional<Boolean> suppressMohOnSendonly() {
        return HeaderValues.bool(headers, "SuppressMohOnSendonly");
    }

    /** {@code SuppressQ850ReasonHeaders}, in Asterisk 22. */
    public Optional<Boolean> suppressQ850ReasonHeaders() {
        return HeaderValues.bool(headers, "SuppressQ850ReasonHeaders");
    }

    /** {@code Tenantid}, in Asterisk 22. */
    public Optional<String> tenantId() {
        return HeaderValues.text(headers, "Tenantid");
    }

    /** {@code VoicemailExtension}, in Asterisk 22. */
    public Optional<String> voicemailExtension() {
        return HeaderValues.text(headers, "VoicemailExtension");
    }

    /** {@code Webrtc}, in Asterisk 22. */
    public Optional<Boolean> webrtc() {
        return HeaderValues.bool(headers, "Webrtc");
    }

    /** {@code Disallow}, in Asterisk 16. */
    public Optional<String> disallow() {
        return HeaderValues.text(headers, "Disallow");
    }
}
