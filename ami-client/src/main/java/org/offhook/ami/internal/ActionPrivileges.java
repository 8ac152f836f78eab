// SPDX-License-Identifier: Apache-2.0
package org.offhook.ami.internal;

import java.util.Locale;
import java.util.Set;

/** What actions need, by name. */
@Generated
public final class ActionPrivileges {

    private ActionPrivileges() {}

    /**
     * The classes of which a user needs one under {@code write=}, in any case of the name; empty when none is needed
     * or the action is not known.
     */
    public static Set<String> of(String action) {
        return switch (action.toLowerCase(Locale.ROOT)) {
            case "absolutetimeout" -> Set.of("call", "system");
            case "agentlogoff" -> Set.of("agent");
            case "agents" -> Set.of("agent");
            case "agi" -> Set.of("agi");
            case "aocmessage" -> Set.of("aoc");
            case "atxfer" -> Set.of("call");
            case "blindtransfer" -> Set.of("call");
            case "bridge" -> Set.of("call");
            case "cancelatxfer" -> Set.of("call");
            case "changemonitor" -> Set.of("call");
            case "command" -> Set.of("command");
            case "confbridgekick" -> Set.of("call");
            case "confbridgelist" -> Set.of("reporting");
            case "confbridgelistrooms" -> Set.of("reporting");
            case "confbridgelock" -> Set.of("call");
            case "confbridgemute" -> Set.of("call");
            case "confbridgesetsinglevideosrc" -> Set.of("call");
            case "confbridgestartrecord" -> Set.of("system");
            case "confbridgestoprecord" -> Set.of("system");
            case "confbridgeunlock" -> Set.of("call");
            case "confbridgeunmute" -> Set.of("call");
            case "controlplayback" -> Set.of("call");
            case "coresettings" -> Set.of("reporting", "system");
            case "coreshowchannelmap" -> Set.of("reporting", "system");
            case "coreshowchannels" -> Set.of("reporting", "system");
            case "corestatus" -> Set.of("reporting", "system");
            case "createconfig" -> Set.of("config");
            case "dbdel" -> Set.of("system");
            case "dbdeltree" -> Set.of("system");
            case "dbget" -> Set.of("reporting", "system");
            case "dbgettree" -> Set.of("reporting", "system");
            case "dbput" -> Set.of("system");
            case "devicestatelist" -> Set.of("call", "reporting");
            case "dialplanextensionadd" -> Set.of("system");
            case "dialplanextensionremove" -> Set.of("system");
            case "extensionstate" -> Set.of("call", "reporting");
            case "extensionstatelist" -> Set.of("call", "reporting");
            case "faxsession" -> Set.of("call");
            case "faxsessions" -> Set.of("call");
            case "faxstats" -> Set.of("reporting");
            case "filter" -> Set.of("system");
            case "getconfig" -> Set.of("config", "system");
            case "getconfigjson" -> Set.of("config", "system");
            case "getvar" -> Set.of("call", "reporting");
            case "hangup" -> Set.of("call", "system");
            case "iaxnetstats" -> Set.of("reporting", "system");
            case "iaxpeerlist" -> Set.of("reporting", "system");
            case "iaxpeers" -> Set.of("reporting", "system");
            case "iaxregistry" -> Set.of("reporting", "system");
            case "jabbersend" -> Set.of("system");
            case "listcategories" -> Set.of("config");
            case "localoptimizeaway" -> Set.of("call", "system");
            case "loggerrotate" -> Set.of("reporting", "system");
            case "mailboxcount" -> Set.of("call", "reporting");
            case "mailboxstatus" -> Set.of("call", "reporting");
            case "meetmelist" -> Set.of("reporting");
            case "meetmelistrooms" -> Set.of("reporting");
            case "meetmemute" -> Set.of("call");
            case "meetmeunmute" -> Set.of("call");
            case "messagesend" -> Set.of("message");
            case "mixmonitor" -> Set.of("system");
            case "mixmonitormute" -> Set.of("call", "system");
            case "modulecheck" -> Set.of("system");
            case "moduleload" -> Set.of("system");
            case "monitor" -> Set.of("call");
            case "muteaudio" -> Set.of("system");
            case "mwidelete" -> Set.of("call");
            case "mwiget" -> Set.of("call", "reporting");
            case "mwiupdate" -> Set.of("call");
            case "originate" -> Set.of("originate");
            case "park" -> Set.of("call");
            case "parkedcalls" -> Set.of("call");
            case "parkinglots" -> Set.of("call");
            case "pausemonitor" -> Set.of("call");
            case "pjsiphangup" -> Set.of("call", "system");
            case "pjsipnotify" -> Set.of("system");
            case "pjsipqualify" -> Set.of("reporting", "system");
            case "pjsipregister" -> Set.of("reporting", "system");
            case "pjsipsetmaintenance" -> Set.of("system");
            case "pjsipshowaors" -> Set.of("system");
            case "pjsipshowauths" -> Set.of("system");
            case "pjsipshowcontacts" -> Set.of("system");
            case "pjsipshowendpoint" -> Set.of("system");
            case "pjsipshowendpoints" -> Set.of("system");
            case "pjsipshowmaintenance" -> Set.of("reporting", "system");
            case "pjsipshowregistrationinboundcontactstatuses" -> Set.of("system");
            case "pjsipshowregistrationsinbound" -> Set.of("system");
            case "pjsipshowregistrationsoutbound" -> Set.of("reporting", "system");
            case "pjsipshowresourcelists" -> Set.of("system");
            case "pjsipshowsubscriptionsinbound" -> Set.of("system");
            case "pjsipshowsubscriptionsoutbound" -> Set.of("system");
            case "pjsipunregister" -> Set.of("reporting", "system");
            case "playdtmf" -> Set.of("call");
            case "playmf" -> Set.of("call");
            case "presencestate" -> Set.of("call", "reporting");
            case "presencestatelist" -> Set.of("call", "reporting");
            case "pridebugfileset" -> Set.of("system");
            case "pridebugfileunset" -> Set.of("system");
            case "pridebugset" -> Set.of("system");
            case "queueadd" -> Set.of("agent");
            case "queuelog" -> Set.of("agent");
            case "queuememberringinuse" -> Set.of("agent");
            case "queuepause" -> Set.of("agent");
            case "queuepenalty" -> Set.of("agent");
            case "queueremove" -> Set.of("agent");
            case "redirect" -> Set.of("call");
            case "reload" -> Set.of("config", "system");
            case "sendflash" -> Set.of("call");
            case "sendtext" -> Set.of("call");
            case "setvar" -> Set.of("call");
            case "showdialplan" -> Set.of("config", "reporting");
            case "sipnotify" -> Set.of("system");
            case "sippeers" -> Set.of("reporting", "system");
            case "sippeerstatus" -> Set.of("system");
            case "sipqualifypeer" -> Set.of("reporting", "system");
            case "sipshowpeer" -> Set.of("reporting", "system");
            case "sipshowregistry" -> Set.of("reporting", "system");
            case "skinnydevices" -> Set.of("reporting", "system");
            case "skinnylines" -> Set.of("reporting", "system");
            case "skinnyshowdevice" -> Set.of("reporting", "system");
            case "skinnyshowline" -> Set.of("reporting", "system");
            case "sorcerymemorycacheexpire" -> Set.of("system");
            case "sorcerymemorycacheexpireobject" -> Set.of("system");
            case "sorcerymemorycachepopulate" -> Set.of("system");
            case "sorcerymemorycachestale" -> Set.of("system");
            case "sorcerymemorycachestaleobject" -> Set.of("system");
            case "status" -> Set.of("call", "reporting", "system");
            case "stopmixmonitor" -> Set.of("call", "system");
            case "stopmonitor" -> Set.of("call");
            case "unpausemonitor" -> Set.of("call");
            case "updateconfig" -> Set.of("config");
            case "userevent" -> Set.of("user");
            case "voicemailboxsummary" -> Set.of("call", "reporting");
            case "voicemailforward" -> Set.of("user");
            case "voicemailmove" -> Set.of("user");
            case "voicemailrefresh" -> Set.of("user");
            case "voicemailremove" -> Set.of("user");
            case "voicemailuserslist" -> Set.of("call", "reporting");
            case "voicemailuserstatus" -> Set.of("call", "reporting");
            default -> Set.of();
        };
    }
}
